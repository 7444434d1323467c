using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>One profile: models, what it says of itself, and its history.</summary>
public sealed partial class ProfilePage(ReadProfile question, ReadHistory trail, ChangeProfileActivity change, FindProfileApplications applications)
{
    private ReadProfile.View? view;
    private ReadCenterStanding.View? center;
    private Page<AuditRow> history = new([], null);
    private IReadOnlyList<ReadHistory.Subject> subjects = [];
    private Problem? problem;
    private bool canEdit, focused;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private ReadCenterStanding Standing { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Id.Value != Id)
        {
            view = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var outcome = await question.RunAsync(new(Id), actor, CancellationToken.None);
        problem = outcome.Problem;
        if (!outcome.Ok)
        {
            return;
        }

        subjects = SubjectsOf(outcome.Value);
        var page = await trail.RunAsync(new(subjects), actor, CancellationToken.None);
        var standing = await Standing.RunAsync(outcome.Value.Id, actor, CancellationToken.None);
        (view, history, center) = (outcome.Value, page.Ok ? page.Value : new([], null), standing.Ok ? standing.Value : null);
    }

    private static List<ReadHistory.Subject> SubjectsOf(ReadProfile.View view) =>
    [
        new(RulebookEvent.ProfileSubject, view.Id.ToString()), .. view.Purposes.Select(p => new ReadHistory.Subject(RulebookEvent.PurposeSubject, p.Id.ToString())),
    ];

    private async Task SwitchAsync()
    {
        var actor = await Current.GetAsync();
        var used = await applications.RunAsync(view!.Code, actor, CancellationToken.None);
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["View"] = view, ["Applications"] = used.Ok ? used.Value.Rows.Select(r => r.Name).ToList() : [] };
        var title = view.Active ? L["Deactivate {0}?", view.Name] : L["Reactivate {0}?", view.Name];
        if (await Dialogs.OpenAsync<RetireDialog>(title, body, new() { Width = "min(44rem, 94vw)", CloseDialogOnEsc = true }) is string reason)
        {
            var outcome = await change.RunAsync(new(view.Id, !view.Active) { Reason = reason }, actor, CancellationToken.None);
            problem = outcome.Problem;
            await LoadAsync();
            Toasts.Say(view.Active ? L["Profile reactivated"] : L["Profile deactivated"], view.Name);
        }
    }

    private async Task ShareAsync()
    {
        var shared = await Dialogs.OpenAsync<SharePurposeDialog>(L["Share an existing purpose"], new(StringComparer.Ordinal) { ["View"] = view! }, new() { Width = "34rem", CloseDialogOnEsc = true });
        if (shared is true)
        {
            await LoadAsync();
            Toasts.Say(L["Purpose shared"], L["Both profiles share its consent from now on."]);
        }
    }

    // a link of the compliance check leads to a field, which is there only now
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (view is not null && !focused)
        {
            focused = true;
            await Js.FocusFragmentAsync(Nav.Uri);
        }
    }
}
