using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>Text messages on their way to phones; the state they are narrowed to stands in the address.</summary>
public sealed partial class TextMessagesPage(FindTexts question, ResendText resend, TextSettings settings, NavigationManager nav)
{
    private Numbered<FindTexts.Row>? messages;
    private IReadOnlyList<Problem> problems = [];
    private TextState? shown;
    private int page = 1;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private TextState? Chosen => Word.TryParse<TextState>(State ?? "", out var state) ? state : null;

    protected override async Task OnParametersSetAsync()
    {
        if (messages is null || shown != Chosen)
        {
            (messages, page, shown) = (null, 1, Chosen);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var outcome = await question.RunAsync(new(Chosen, page), await Current.GetAsync(), CancellationToken.None);
        messages = outcome.Ok ? outcome.Value : new([], 0);
    }

    private Task TurnAsync(PagerEventArgs turned)
    {
        page = turned.PageIndex + 1;
        return LoadAsync();
    }

    private void Choose(TextState? state) => nav.NavigateTo(state is { } chosen ? Urls.TextMessagesIn(chosen) : Urls.TextMessages);

    private async Task ResendAsync(Id<TextMessage> id)
    {
        var outcome = await resend.RunAsync(new(id), await Current.GetAsync(), CancellationToken.None);
        problems = outcome.Problems;
        if (outcome.Ok)
        {
            Toasts.Say(L["The text message is tried again now."]);
        }

        await LoadAsync();
    }
}
