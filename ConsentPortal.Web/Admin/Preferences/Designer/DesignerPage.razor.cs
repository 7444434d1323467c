using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>Staff design what readers meet behind their links. The draft saves itself; readers see nothing before it is published.</summary>
public sealed partial class DesignerPage(ReadCenterDesign question, SaveCenterDraft save, PublishCenter publish, DiscardCenterDraft discard, NavigationManager nav) : IAsyncDisposable
{
    private const string Edit = "sections", Preview = "preview", Check = "check", Settings = "page";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800); // somebody may still be typing

    private DraftDesk? desk;
    private SectionList? list;
    private CancellationTokenSource? waiting;
    private Problem? problem, refusal;
    private string pane = Edit, words = "en", seen = "en";
    private string? selected, focus;
    private bool canEdit, wide, going;

    [Parameter] public long ProfileId { get; set; }

    [SupplyParameterFromQuery(Name = "section")] public string? Section { get; set; }

    [SupplyParameterFromQuery(Name = "words")] public string? Words { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private LocalTime Times { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private ILogger<DraftDesk> Log { get; set; } = default!;

    /// <summary>The section that is being edited; null = the settings of the page.</summary>
    private CenterSection? Selected => desk?.Design.Sections.FirstOrDefault(s => s.Key == selected);

    private string CheckLabel => desk!.View.Findings.Count == 0 ? L["Check"] : L["Check ({0})", desk.View.Findings.Count];

    /// <summary>It cannot be published: the line above the sections says why.</summary>
    private bool Held => desk is { Clashes.Count: > 0 } or { View.Draft: null, Pending: false } || desk!.View.Findings.Any(f => f.Must);

    protected override async Task OnParametersSetAsync()
    {
        if (desk?.View.Profile.Id.Value != ProfileId)
        {
            await OpenAsync();
        }

        (selected, words) = (Section ?? selected, Languages.Best(Words) ?? words);
    }

    private async Task OpenAsync()
    {
        canEdit = (await Current.GetAsync()).May(Permission.EditCompliance);
        DraftDesk opened = new(question, save, Current, Log);
        problem = await opened.OpenAsync(new(ProfileId));
        if (problem is null)
        {
            desk = opened;
            words = seen = Languages.Best(desk.View.Profile.DefaultLanguage) ?? words;
            selected = Section ?? (desk.Design.Sections.Count > 0 ? desk.Design.Sections[0].Key : null);
        }
    }

    private void Changed(CenterDesign design)
    {
        desk!.Design = design;
        refusal = null;
        waiting?.Cancel();
        waiting = new();
        _ = SaveSoonAsync(waiting.Token);
    }

    private void Replace(CenterSection section) => Changed(desk!.Design with { Sections = [.. desk.Design.Sections.Select(s => s.Key == section.Key ? section : s)] });

    private async Task SaveSoonAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Pause, ct);
        }
        catch (OperationCanceledException)
        {
            return; // typed on, or left
        }

        await InvokeAsync(SaveAsync);
    }

    private async Task SaveAsync()
    {
        var saving = desk!.SaveAsync();
        StateHasChanged();
        await saving;
        StateHasChanged();
    }

    // before somebody leaves, publishes or imports: what was typed goes first
    private async Task FlushAsync()
    {
        waiting?.Cancel();
        await SaveAsync();
    }

    private void Select(string? key)
    {
        selected = key ?? Settings;
        going = true; // the same page: nothing is lost
        nav.NavigateTo(Urls.PreferenceSection(desk!.View.Profile.Id, selected, words), replace: true);
        going = false;
    }

    private void GoAsync(CenterFinding finding)
    {
        words = seen = finding.Languages.Count > 0 ? finding.Languages[0] : words;
        pane = Edit; // where there is room for one only, the field is shown
        Select(finding.SectionKey.Length > 0 ? finding.SectionKey : null);
        focus = $"#{FieldId(finding)}";
    }

    // the check names fields as a design does; those of the look stand on the page's own settings
    private static string FieldId(CenterFinding finding)
        => finding.Field.Length == 0 ? "inspector" : Field.IdOf(finding.Rule == CenterRule.Contrast ? $"look.{finding.Field}" : finding.Field);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Times.LoadAsync();
            StateHasChanged();
        }

        if (focus is { } where)
        {
            focus = null;
            await Js.InvokeVoidAsync("portal.focus", where);
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting?.Cancel();
        if (canEdit && desk is { Pending: true })
        {
            await desk.SaveAsync(); // the tab was closed within the pause
        }
    }
}
