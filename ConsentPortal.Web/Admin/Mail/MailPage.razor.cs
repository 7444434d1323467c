using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>Outgoing mail; the state it is narrowed to stands in the address.</summary>
public sealed partial class MailPage(FindEmails question, ResendEmail resend, MailSettings settings, NavigationManager nav)
{
    private Numbered<FindEmails.Row>? mails;
    private IReadOnlyList<Problem> problems = [];
    private EmailState? shown;
    private int page = 1;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private EmailState? Chosen => MailWords.State(State);

    protected override async Task OnParametersSetAsync()
    {
        if (mails is null || shown != Chosen)
        {
            (mails, page, shown) = (null, 1, Chosen);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var outcome = await question.RunAsync(new(Chosen, page), await Current.GetAsync(), CancellationToken.None);
        mails = outcome.Ok ? outcome.Value : new([], 0);
    }

    private Task TurnAsync(PagerEventArgs turned)
    {
        page = turned.PageIndex + 1;
        return LoadAsync();
    }

    private void Choose(EmailState? state) => nav.NavigateTo(state is { } chosen ? Urls.MailIn(chosen) : Urls.Mail);

    private async Task ResendAsync(Id<Email> id)
    {
        var outcome = await resend.RunAsync(new(id), await Current.GetAsync(), CancellationToken.None);
        problems = outcome.Problems;
        if (outcome.Ok)
        {
            Toasts.Say(L["The mail is tried again now."]);
        }

        await LoadAsync();
    }
}
