using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.Admin.Audit;
using ConsentPortal.Web.Admin.Compliance;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>Edits the words of one mail, with a preview that follows every key. When somebody else saved meanwhile both are merged.</summary>
public sealed partial class TextForm(EditTemplate edit, ResetTemplate reset, PreviewTemplate look, SendTestMail test)
{
    private Draft draft = new(-1, new Dictionary<string, string>(StringComparer.Ordinal));
    private IReadOnlyList<Problem> problems = [], unseen = [];
    private PreviewTemplate.View? preview;
    private bool busy, overtaken;

    [Parameter, EditorRequired] public ReadTemplate.View View { get; set; } = default!;

    [Parameter, EditorRequired] public ReadProfile.View Profile { get; set; } = default!;

    /// <summary>The text's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Rulebooks Rules { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private string Direction => Languages.Direction(View.Key.Language);

    private TemplateWords Words => new(draft["subject"], draft["button"], draft["body"]);

    // as a real mail of the profile: so a test mail shows whether mailboxes take its brand's sender
    private MailSender Sender => Rules.Known?.Profile(Profile.Id) is { } known ? ConfirmationMail.From(known)
        : new(Profile.Id.Value, Profile.Code, Profile.CompanyName.Length > 0 ? Profile.CompanyName : Profile.Name, Profile.PostalAddress);

    protected override async Task OnParametersSetAsync()
    {
        if (draft.Version != View.Version)
        {
            draft.Rebase(View.Version, ValuesOf(View.Words), History, overtaken);
            overtaken = false;
            await ShowAsync();
        }
    }

    private async Task ShowAsync()
    {
        var outcome = look.Run(new(View.Key, Words, Sender), await Current.GetAsync());
        (preview, unseen) = (outcome.Ok ? outcome.Value : preview, outcome.Problems);
    }

    private Task SaveAsync() => RunAsync(async actor => await edit.RunAsync(new(View.Key, draft.Version, Words, Profile.Name), actor, CancellationToken.None), L["Text saved"]);

    private async Task ResetAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["Your words for this mail in this language are given up. Mails that wait already stay as they are."].Value, ["Yes"] = L["Use the shipped text"].Value, ["No"] = L["Keep mine"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Back to the shipped text?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            await RunAsync(async actor => await reset.RunAsync(new(View.Key, draft.Version, Profile.Name), actor, CancellationToken.None), L["The shipped text is used again"]);
        }
    }

    private async Task RunAsync(Func<Actor, Task<Outcome<Done>>> act, string done)
    {
        busy = true;
        var outcome = await act(await Current.GetAsync());
        overtaken = outcome.Problems.Any(p => p.Field == TemplateStore.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != TemplateStore.VersionField)]);
        if (outcome.Ok)
        {
            Toasts.Say(done);
            draft.Rebase(draft.Version, ValuesOf(Words), History, overtaken: false); // nothing is unsaved, even where nothing had changed
        }

        if (outcome.Ok || overtaken)
        {
            await Reload.InvokeAsync();
        }
    }

    private async Task TestAsync()
    {
        busy = true;
        var outcome = await test.RunAsync(new(View.Key, Words, Sender), await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, outcome.Problems);
        if (outcome.Ok)
        {
            Toasts.Say(L["A test is on its way"], outcome.Value);
        }
    }

    private Task TakeAsync(string field)
    {
        draft[field] = Shipped(field);
        return ShowAsync();
    }

    private Task DiscardAsync()
    {
        draft.Discard();
        problems = [];
        return ShowAsync();
    }

    private string Label(string field) => AuditWords.Field(L, field);

    private string Shipped(string field) => ValuesOf(View.Shipped)[field];

    private static Dictionary<string, string> ValuesOf(TemplateWords words) => new(StringComparer.Ordinal) { ["subject"] = words.Subject, ["button"] = words.Button, ["body"] = words.Body };
}
