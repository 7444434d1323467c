using System.Globalization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Integration.Applications;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration.Webhooks;

/// <summary>One webhook: how it does, its log, and what can be done about it. The address holds the filter of the log.</summary>
public sealed partial class WebhookPage(ReadWebhook question, ReadStandings readStandings, WebhookDesk desk)
{
    private ReadWebhook.View? view;
    private Standing? standing;
    private Problem? missing, refused;
    private SendTestEvent.View? tested;
    private string? secret;
    private bool testing;

    [Parameter] public long Id { get; set; }

    [Parameter] public long WebhookId { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    private FindWebhooks.Row? Hook => view?.Webhook;

    private string Name => Hook!.Description.Length > 0 ? Hook.Description : Uri.TryCreate(Hook.Url, UriKind.Absolute, out var uri) ? uri.Host : Hook.Url;

    private DeliveryState? Only => Word.TryParse<DeliveryState>(State, out var state) ? state : null;

    private string LastReceived => Hook!.LastSuccessAt is { } last ? L["last {0} UTC", last.ToString(DatePatterns.Moment, CultureInfo.CurrentCulture)] : L["nothing yet"];

    protected override async Task OnParametersSetAsync()
    {
        if (Hook?.Id.Value != WebhookId)
        {
            (view, secret, tested, refused) = (null, null, null, null);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = WebhookId;
        var actor = await Current.GetAsync();
        var outcome = await question.RunAsync(new(new(WebhookId)), actor, CancellationToken.None);
        var known = await readStandings.RunAsync(actor, CancellationToken.None);
        if (asked != WebhookId)
        {
            return;
        }

        missing = outcome.Problem ?? (outcome.Value.Webhook.ApplicationId.Value == Id ? null : Problem.NotFound("There is no such webhook."));
        view = missing is null ? outcome.Value : null;
        var own = known.GetValueOrDefault(new(Id));
        standing = own?.Lag?.Webhook?.Value == WebhookId ? own : null; // only where it is this one that waits
    }

    private async Task TestAsync()
    {
        (testing, tested) = (true, null);
        var outcome = await desk.TestAsync(Hook!);
        (testing, refused, tested) = (false, outcome.Problem, outcome.Ok ? outcome.Value : null);
        await LoadAsync();
    }

    private Task SwitchAsync() => DoAsync(desk.SwitchAsync(Hook!));

    private async Task RotateAsync()
    {
        if (await desk.RotateAsync(Hook!) is { } outcome)
        {
            (refused, secret) = (outcome.Problem, outcome.Ok ? outcome.Value.Secret : null);
            await LoadAsync();
        }
    }

    private Task EndOldAsync() => DoAsync(desk.EndOldAsync(Hook!));

    private Task BackfillAsync() => DoAsync(desk.BackfillAsync(Hook!));

    private async Task RemoveAsync()
    {
        var (done, problem) = await desk.RemoveAsync(Hook!);
        refused = problem;
        if (done && problem is null)
        {
            Nav.NavigateTo(Urls.ApplicationWebhooks(Hook!.ApplicationId));
        }
    }

    private async Task DoAsync(Task<(bool Done, Problem? Problem)> act)
    {
        var (done, problem) = await act;
        refused = problem;
        if (done)
        {
            await LoadAsync();
        }
    }
}
