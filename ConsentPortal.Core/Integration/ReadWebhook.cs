using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>One webhook: its settings, how it does, how far it is.</summary>
public sealed class ReadWebhook(IDbContextFactory<PortalDb> databases, IEnumerable<IOutgoingEvents> streams)
{
    public sealed record Query(Id<Webhook> Id);

    /// <param name="OldSecretUntil">Until then the secret before the last rotation signs too; null = it does not.</param>
    /// <param name="Behind">Events that its slowest lane has not looked at yet: those that it is not told of count too.</param>
    /// <param name="BackfillLeft">Events that a back-fill has not looked at yet; null = none runs.</param>
    public sealed record View(FindWebhooks.Row Webhook, DateTimeOffset? OldSecretUntil, long Delivered, long Failed, long Behind, long? BackfillLeft);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.Of(db, actor).AsNoTracking().FirstOrDefaultAsync(w => w.Id == query.Id, ct) is not { } webhook)
        {
            return Problem.NotFound(WebhookReach.None);
        }

        var health = await db.Set<WebhookHealth>().AsNoTracking().FirstOrDefaultAsync(h => h.WebhookId == webhook.Id, ct) ?? new();
        var cursors = await db.Set<WebhookCursor>().AsNoTracking().Where(c => c.WebhookId == webhook.Id).ToListAsync(ct);
        var behind = 0L;
        foreach (var stream in streams.Where(s => s.Kinds.Any(webhook.Kinds.Contains)))
        {
            var head = await stream.HeadAsync(ct);
            behind = cursors.Where(c => c.Stream == stream.Stream && c.Lane != DeliveryLane.Replay).Select(c => head - c.Sequence).Append(behind).Max();
        }

        var backfill = cursors.FindAll(c => c.Lane == DeliveryLane.Replay && c.UpTo > c.Sequence);
        var row = (await FindWebhooks.RowsAsync(db, [webhook], ct))[0];
        return new View(row, webhook.OldSecretUntil > db.Time.Now() ? webhook.OldSecretUntil : null, health.Delivered, health.Failed, behind, backfill.Count == 0 ? null : backfill.Sum(c => c.UpTo - c.Sequence));
    }
}
