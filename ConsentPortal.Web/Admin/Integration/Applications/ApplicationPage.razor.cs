using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>One application; the end of the address says which section of it.</summary>
public sealed partial class ApplicationPage(ReadApplication question, RetireApplication retire)
{
    private ReadApplication.View? view;
    private Problem? problem, refused;

    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery] private int Days { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    private string? Section => Nav.ToBaseRelativePath(Nav.Uri).Split('?', '#')[0].TrimEnd('/').Split('/') is [_, _, var last, ..] ? last : null;

    private IReadOnlyList<(string? Path, string Label)> Sections =>
    [
        (null, L["Overview"]), ("keys", L["Keys"]), ("profiles", L["Profiles"]), ("webhooks", L["Webhooks"]), ("codes", L["Mistyped codes"]), ("samples", L["Samples"]),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Id.Value != Id)
        {
            (view, refused) = (null, null);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = Id;
        var outcome = await question.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None);
        if (asked == Id)
        {
            (view, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
        }
    }

    private async Task RenameAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Id"] = view!.Id, ["Name"] = view.Name };
        if (await Dialogs.OpenAsync<NameDialog>(L["Rename {0}", view.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is Id<Application>)
        {
            await LoadAsync();
            Toasts.Say(L["Application renamed"], view.Name);
        }
    }

    private async Task RetireAsync()
    {
        var again = view!.RetiredAt is not null;
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = (again ? L["It can be given keys and profiles again. The profiles that it had must be named anew."] : L["It sends under no profile from now on, and gets no new key. Its keys must be revoked before. It can be taken up again."]).Value,
            ["Yes"] = (again ? L["Take up again"] : L["Retire"]).Value, ["No"] = L["Cancel"].Value, ["Danger"] = !again,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(again ? L["Take {0} up again?", view.Name] : L["Retire {0}?", view.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            refused = (await retire.RunAsync(new(view.Id, !again), await Current.GetAsync(), CancellationToken.None)).Problem;
            await LoadAsync();
        }
    }
}
