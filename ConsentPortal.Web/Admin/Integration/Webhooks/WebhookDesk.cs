using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration.Webhooks;

/// <summary>The verbs of webhooks as the pages need them.</summary>
public sealed record WebhookVerbs(SwitchWebhook Switch, RotateWebhookSecret Rotate, RemoveWebhook Remove, SendTestEvent Test, ReplayDeliveries Replay);

/// <summary>What is done about a webhook from its page: asked first where it cannot be undone, said afterwards.</summary>
public sealed class WebhookDesk(WebhookVerbs verbs, CurrentActor current, DialogService dialogs, Toasts toasts, IStringLocalizer<Texts> l)
{
    public async Task<Outcome<SendTestEvent.View>> TestAsync(FindWebhooks.Row webhook) => await verbs.Test.RunAsync(new(webhook.Id), await current.GetAsync(), CancellationToken.None);

    /// <summary>Wakes it, or asks whether to put it off.</summary>
    public async Task<(bool Done, Problem? Problem)> SwitchAsync(FindWebhooks.Row webhook)
    {
        var on = webhook.State != WebhookState.Active;
        if (!on && !await AskAsync(l["Put this webhook off?"], l["The application is told of nothing until somebody wakes it. Opt-outs wait too: it must not send meanwhile."], l["Put off"]))
        {
            return (false, null);
        }

        var outcome = await verbs.Switch.RunAsync(new(webhook.Id, on), await current.GetAsync(), CancellationToken.None);
        return Told(outcome.Problem, on ? l["The webhook is awake: it goes on where it stopped"] : l["The webhook is off"]);
    }

    /// <summary>Null where somebody thought better of it.</summary>
    public async Task<Outcome<RotateWebhookSecret.View>?> RotateAsync(FindWebhooks.Row webhook)
    {
        if (!await AskAsync(l["Make a new secret?"], l["It is shown once. The old one goes on signing beside it for a day."], l["New secret"], danger: false))
        {
            return null;
        }

        return await verbs.Rotate.RunAsync(new(webhook.Id), await current.GetAsync(), CancellationToken.None);
    }

    public async Task<(bool Done, Problem? Problem)> EndOldAsync(FindWebhooks.Row webhook)
    {
        if (!await AskAsync(l["End the old secret?"], l["A receiver that still checks with it refuses every event from now on."], l["End the old secret"]))
        {
            return (false, null);
        }

        var outcome = await verbs.Rotate.RunAsync(new(webhook.Id, EndOld: true), await current.GetAsync(), CancellationToken.None);
        return Told(outcome.Problem, l["The old secret signs no more"]);
    }

    public async Task<(bool Done, Problem? Problem)> BackfillAsync(FindWebhooks.Row webhook)
    {
        var begun = await dialogs.OpenAsync<BackfillDialog>(l["Back-fill"], new(StringComparer.Ordinal) { ["Id"] = webhook.Id }, new() { Width = "30rem", CloseDialogOnEsc = true }) is true;
        return begun ? Told(null, l["The back-fill has begun"]) : (false, null);
    }

    public async Task<(bool Done, Problem? Problem)> RemoveAsync(FindWebhooks.Row webhook)
    {
        if (!await AskAsync(l["Remove this webhook?"], l["Nothing is sent any more, and what waits is dropped. Its log is gone with the next tidying."], l["Remove"]))
        {
            return (false, null);
        }

        var outcome = await verbs.Remove.RunAsync(new(webhook.Id), await current.GetAsync(), CancellationToken.None);
        return Told(outcome.Problem, l["Webhook removed"]);
    }

    /// <summary>Sends one delivery again, or all that failed (null).</summary>
    public async Task<(bool Done, Problem? Problem)> ReplayAsync(FindWebhooks.Row webhook, Id<WebhookDelivery>? one)
    {
        if (one is null && !await AskAsync(l["Send all failed events again?"], l["Each goes out once more under its old id. A receiver that knows the id may pass it by."], l["Send again"], danger: false))
        {
            return (false, null);
        }

        var outcome = await verbs.Replay.RunAsync(new(webhook.Id, one), await current.GetAsync(), CancellationToken.None);
        return Told(outcome.Problem, outcome.Ok ? l["Sent again: {0}", outcome.Value] : "");
    }

    private (bool, Problem?) Told(Problem? problem, string said)
    {
        if (problem is null)
        {
            toasts.Say(said);
        }

        return (true, problem);
    }

    private async Task<bool> AskAsync(string title, string message, string yes, bool danger = true)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Message"] = message, ["Yes"] = yes, ["No"] = l["Cancel"].Value, ["Danger"] = danger };
        return await dialogs.OpenAsync<ConfirmBody>(title, body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true;
    }
}
