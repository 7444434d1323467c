using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Drops what the log need not keep: deliveries that are done and older than the retention, and all of a removed webhook. A slice at
/// a time, so that nobody waits for it.</summary>
internal sealed class TidyDeliveries(IDbContextFactory<PortalDb> databases, WebhookSettings settings, TimeProvider clock)
{
    private const int Slice = 5000;

    /// <summary>Dead letters stay so many times longer than the rest.</summary>
    private const int Longer = 3;

    public sealed record Command;

    /// <summary>Answers how many deliveries were dropped.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        var (end, last) = (Before(settings.Retention), Before(settings.Retention * Longer));
        await using var db = await databases.CreateDbContextAsync(ct);
        var done = db.Set<WebhookDelivery>().Where(d => d.NextAttemptAt == null && d.Id < end);
        var dropped = await DropAsync(db, done.Where(d => d.State != DeliveryState.GivenUp), ct);
        // an opt-out that nobody heard is never forgotten, nor its alarm
        dropped += await DropAsync(db, done.Where(d => d.State == DeliveryState.GivenUp && d.Id < last && (!d.Urgent || d.Fault == DeliveryFault.NotSeen)), ct);
        foreach (var webhook in await db.Set<Webhook>().Where(w => w.RemovedAt != null).Select(w => w.Id).ToListAsync(ct))
        {
            dropped += await DropAsync(db, db.Set<WebhookDelivery>().Where(d => d.WebhookId == webhook), ct);
            await db.Set<WebhookCursor>().Where(c => c.WebhookId == webhook).ExecuteDeleteAsync(ct);
        }

        return dropped;
    }

    /// <summary>What is done, and over that age; dead letters stay longer.</summary>
    internal static IQueryable<WebhookDelivery> Done(PortalDb db, DateTimeOffset before)
    {
        var end = new Id<WebhookDelivery>(IdSource.FirstOf(before));
        return db.Set<WebhookDelivery>().Where(d => d.NextAttemptAt == null && d.Id < end && d.State != DeliveryState.GivenUp);
    }

    private Id<WebhookDelivery> Before(TimeSpan age) => new(IdSource.FirstOf(clock.Now() - age));

    private static async Task<int> DropAsync(PortalDb db, IQueryable<WebhookDelivery> deliveries, CancellationToken ct)
    {
        var dropped = 0;
        while (true)
        {
            var old = await deliveries.OrderBy(d => d.Id).Take(Slice).Select(d => d.Id).ToListAsync(ct);
            await db.Set<WebhookAttempt>().Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(ct);
            dropped += await db.Set<WebhookDelivery>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(ct);
            if (old.Count < Slice)
            {
                return dropped;
            }
        }
    }
}
