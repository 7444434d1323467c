using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>A member's views of one list. A view is opened by going to its address; a bare address opens the default one.</summary>
public sealed partial class ViewsBar(FindViews find, ViewDesk desk, NavigationManager nav)
{
    private FindViews.View? views;
    private IReadOnlyList<Problem> problems = [];

    /// <summary>The key of the list, such as <c>consents</c>.</summary>
    [Parameter, EditorRequired] public string List { get; set; } = "";

    /// <summary>The path of its page.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    [Parameter, EditorRequired] public ListAddress Address { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private FindViews.Row? Chosen => views?.Rows.FirstOrDefault(r => r.Id == Address.ViewId);

    private bool Changed => Chosen is { } chosen && chosen.Query != Address.Query;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var found = await find.RunAsync(List, await Current.GetAsync(), CancellationToken.None);
        views = found.Ok ? found.Value : null;
    }

    private void Open(long id) => nav.NavigateTo(views?.Rows.FirstOrDefault(r => r.Id.Value == id) is { } row ? AddressOf(row) : new ListAddress(new()).On(Path));

    private string AddressOf(FindViews.Row row) => (ListAddress.Read($"?{row.Query}") with { ViewId = row.Id }).On(Path);

    private async Task SaveAsync(FindViews.Row? row)
    {
        Dictionary<string, object?> with = new(StringComparer.Ordinal) { [nameof(SaveViewDialog.List)] = List, [nameof(SaveViewDialog.Query)] = Address.Query, [nameof(SaveViewDialog.Row)] = row };
        if (await Dialogs.OpenAsync<SaveViewDialog>(row is null ? L["Save as a view"] : L["View"], with, new() { Width = "28rem", CloseDialogOnEsc = true }) is Id<SavedView> id)
        {
            await LoadAsync();
            Toasts.Say(L["The view is saved"]);
            nav.NavigateTo((Address with { ViewId = id, Cursor = null }).On(Path));
        }
    }

    private async Task DefaultAsync(Id<SavedView> id)
    {
        problems = (await desk.Default.RunAsync(new(List, id), await Current.GetAsync(), CancellationToken.None)).Problems;
        await LoadAsync();
    }

    private async Task DeleteAsync(FindViews.Row row)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = row.Shared ? L["The whole team loses this view. The consents themselves stay as they are."].Value : L["The consents themselves stay as they are."].Value,
            ["Yes"] = L["Delete the view"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Delete “{0}”?", row.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            problems = (await desk.Delete.RunAsync(new(row.Id), await Current.GetAsync(), CancellationToken.None)).Problems;
            await LoadAsync();
            nav.NavigateTo((Address with { ViewId = default, Cursor = null }).On(Path));
        }
    }
}

/// <summary>What can be done with a view.</summary>
public sealed record ViewDesk(SaveView Save, DeleteView Delete, ChooseDefaultView Default);
