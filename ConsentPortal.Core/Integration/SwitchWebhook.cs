using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Puts a webhook off, or wakes one that is off or asleep: it goes on where it stopped, nothing is lost.</summary>
public sealed class SwitchWebhook(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<Webhook> Id, bool On);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.FindAsync(db, command.Id, actor, ct) is not { } webhook)
        {
            return Problem.NotFound(WebhookReach.None);
        }

        var wanted = command.On ? WebhookState.Active : WebhookState.Off;
        if (webhook.State == wanted)
        {
            return new Done();
        }

        var old = webhook.State;
        webhook.Turn(wanted, command.On ? WebhookReason.None : WebhookReason.ByHand, db.Time.Now());
        if (command.On)
        {
            await WakeAsync(db, webhook, ct);
        }

        var kind = command.On ? WebhookChanged.Woken : WebhookChanged.SwitchedOff;
        return await WebhookSaves.SaveAsync(db, webhook, kind, [new("state", Word.Of(old), Word.Of(wanted))], actor, ct) is { } problem ? problem : new Done();
    }

    /// <summary>What waits is due now, and its retries count from the beginning.</summary>
    internal static async Task WakeAsync(PortalDb db, Webhook webhook, CancellationToken ct)
    {
        var now = db.Time.Now();
        foreach (var waiting in await db.Set<WebhookDelivery>().Where(d => d.WebhookId == webhook.Id && d.NextAttemptAt != null).ToListAsync(ct))
        {
            waiting.Wake(now);
        }
    }
}
