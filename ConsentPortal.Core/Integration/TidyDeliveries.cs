using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Drops what the log need not keep: deliveries that are done and older than the retention, and all of a removed webhook. A slice at
/// a time, so that nobody waits for it.</summary>
internal sealed class TidyDeliveries(IDbContextFactory<PortalDb> databases, WebhookSettings settings, TimeProvider clock)
{
    private const int Slice = 5000;

    public sealed record Command;

    /// <summary>Answers how many deliveries were dropped.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        var (dropped, end) = (0, new Id<WebhookDelivery>(IdSource.FirstOf(clock.Now() - settings.Retention)));
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var removed = await db.Set<Webhook>().Where(w => w.RemovedAt != null).Select(w => w.Id).ToListAsync(ct);
            var old = await db.Set<WebhookDelivery>().Where(d => removed.Contains(d.WebhookId) || (d.NextAttemptAt == null && d.Id < end)).OrderBy(d => d.Id).Take(Slice).Select(d => d.Id).ToListAsync(ct);
            await db.Set<WebhookAttempt>().Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(ct);
            dropped += await db.Set<WebhookDelivery>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(ct);
            if (old.Count < Slice)
            {
                await db.Set<WebhookCursor>().Where(c => removed.Contains(c.WebhookId)).ExecuteDeleteAsync(ct);
                return dropped;
            }
        }
    }
}
