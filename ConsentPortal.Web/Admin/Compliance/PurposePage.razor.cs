using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>One purpose as a profile uses it: its texts, its topics, its history.</summary>
public sealed partial class PurposePage(ReadProfile question, ReadHistory trail, ChangePurposeActivity change, RemovePurpose remove, NavigationManager nav)
{
    private ReadProfile.View? profile;
    private ReadProfile.PurposeView? purpose;
    private Page<AuditRow> history = new([], null), profileHistory = new([], null);
    private IReadOnlyList<ReadHistory.Subject> subjects = [];
    private Problem? problem, refusal;
    private bool canEdit, focused;

    [Parameter] public long ProfileId { get; set; }

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    private string Name => purpose!.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    protected override async Task OnParametersSetAsync()
    {
        if (profile?.Id.Value != ProfileId || purpose?.Id.Value != Id)
        {
            await LoadAsync();
        }
    }

    // a link of the compliance check leads to a field, which is there only now
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (purpose is not null && !focused)
        {
            focused = true;
            await Js.FocusFragmentAsync(nav.Uri);
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        subjects = [new(RulebookEvent.PurposeSubject, Id.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var outcome = await question.RunAsync(new(ProfileId), actor, CancellationToken.None);
        var page = await trail.RunAsync(new(subjects), actor, CancellationToken.None);
        var above = await trail.RunAsync(new([new(RulebookEvent.ProfileSubject, ProfileId.ToString(System.Globalization.CultureInfo.InvariantCulture))]), actor, CancellationToken.None);
        profileHistory = above.Ok ? above.Value : new([], null);
        (problem, profile, history) = (outcome.Problem, outcome.Ok ? outcome.Value : null, page.Ok ? page.Value : new([], null));
        purpose = profile?.Purposes.FirstOrDefault(p => p.Id.Value == Id);
    }

    // a dialog reads for itself, and the page behind it follows
    private async Task<(ReadProfile.PurposeView? Purpose, IReadOnlyList<AuditRow> History)> ReadAsync()
    {
        await LoadAsync();
        StateHasChanged();
        return (purpose, history.Rows);
    }

    private async Task SwitchAsync()
    {
        var receipts = purpose!.Type == PurposeType.Transactional ? L["Receipts and security messages stop too."].Value : "";
        var elsewhere = purpose.SharedWith.Count > 0 ? L["This holds in {0} too.", string.Join(", ", purpose.SharedWith.Select(p => p.Name))].Value : "";
        var message = purpose.Active
            ? string.Join(' ', L["Every sender that asks for this purpose is told no from now on."], receipts, elsewhere, L["Nothing is deleted, and you can reactivate it."])
            : string.Join(' ', L["Senders are answered by the models and the stored consent again, from now on."], elsewhere);
        var yes = purpose.Active ? L["Deactivate"] : L["Reactivate"];
        if (await EffectDialog.AskAsync(Dialogs, purpose.Active ? L["Deactivate {0}?", Name] : L["Reactivate {0}?", Name], message, yes, purpose.Active, ChangePurposeActivity.Change(new(purpose.Id, !purpose.Active))))
        {
            var outcome = await change.RunAsync(new(purpose.Id, !purpose.Active), await Current.GetAsync(), CancellationToken.None);
            await ShowAsync(outcome, purpose.Active ? L["Purpose deactivated"] : L["Purpose reactivated"]);
        }
    }

    private async Task RemoveAsync()
    {
        var message = L["Senders that ask for it under {0} are told no from now on. Its consent and its history stay, and you can share it with this profile again.", profile!.Name];
        if (await EffectDialog.AskAsync(Dialogs, L["Remove {0} from this profile?", Name], message, L["Remove"], danger: true, RemovePurpose.Change(new(profile.Id, purpose!.Id))))
        {
            var outcome = await remove.RunAsync(new(profile.Id, purpose!.Id), await Current.GetAsync(), CancellationToken.None);
            if (outcome.Ok)
            {
                Toasts.Say(L["Purpose removed from the profile"], Name);
                nav.NavigateTo(Urls.Profile(profile.Id));
                return;
            }

            refusal = outcome.Problem;
        }
    }

    private async Task ShowAsync(Outcome<Done> outcome, string done)
    {
        refusal = outcome.Problem;
        await LoadAsync();
        if (outcome.Ok && purpose is not null)
        {
            Toasts.Say(done, Name);
        }
    }
}
