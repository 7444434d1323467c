using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>One profile: models, what it says of itself, and its history.</summary>
public sealed partial class ProfilePage(ReadProfile question, ReadHistory trail, ChangeProfileActivity change)
{
    private ReadProfile.View? view;
    private Page<AuditRow> history = new([], null);
    private IReadOnlyList<ReadHistory.Subject> subjects = [];
    private Problem? problem;
    private bool canEdit;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

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
        (view, history) = (outcome.Value, page.Ok ? page.Value : new([], null));
    }

    private static List<ReadHistory.Subject> SubjectsOf(ReadProfile.View view) =>
    [
        new(RulebookEvent.ProfileSubject, view.Id.ToString()), .. view.Purposes.Select(p => new ReadHistory.Subject(RulebookEvent.PurposeSubject, p.Id.ToString())),
    ];

    private async Task SwitchAsync()
    {
        var (title, message, yes) = view!.Active
            ? (L["Deactivate {0}?", view.Name], L["Every sender that asks under this profile is told no from now on, receipts and security messages included. Nothing is deleted, and you can reactivate it."], L["Deactivate"])
            : (L["Reactivate {0}?", view.Name], L["Senders are answered by its models and the stored consent again, from now on."], L["Reactivate"]);
        if (await ConfirmAsync(title, message, yes, danger: view.Active))
        {
            var outcome = await change.RunAsync(new(view.Id, !view.Active), await Current.GetAsync(), CancellationToken.None);
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

    private async Task<bool> ConfirmAsync(string title, string message, string yes, bool danger)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Message"] = message, ["Yes"] = yes, ["No"] = L["Cancel"].Value, ["Danger"] = danger };
        return await Dialogs.OpenAsync<ConfirmBody>(title, body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true;
    }
}
