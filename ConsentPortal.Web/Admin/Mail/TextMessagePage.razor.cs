using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>One text message: how it fares and, while it is of use, the button to send it again.</summary>
public sealed partial class TextMessagePage(ReadText question, ResendText resend)
{
    private ReadText.View? view;
    private Problem? problem;
    private IReadOnlyList<Problem> problems = [];

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Row.Id.Value != Id)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var outcome = await question.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None);
        (view, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
    }

    private async Task ResendAsync()
    {
        var outcome = await resend.RunAsync(new(new(Id)), await Current.GetAsync(), CancellationToken.None);
        problems = outcome.Problems;
        await LoadAsync();
        if (outcome.Ok)
        {
            Toasts.Say(L["The text message is tried again now."]);
        }
    }
}
