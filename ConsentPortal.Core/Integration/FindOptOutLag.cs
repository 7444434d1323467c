using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The oldest opt-out that an application has not acknowledged yet, for each that has webhooks: it goes on sending to somebody who
/// said no. A webhook that was put off by hand is expected to hear nothing.</summary>
public sealed class FindOptOutLag(IDbContextFactory<PortalDb> databases, IEnumerable<IOutgoingEvents> streams)
{
    /// <summary>From here on it is an alarm: senders have two days to stop (CAN-SPAM and mailbox providers).</summary>
    public static readonly TimeSpan AlarmAfter = TimeSpan.FromHours(24);

    /// <param name="Oldest">When the opt-out was stored; null = all were acknowledged.</param>
    /// <param name="Webhook">The webhook that it waits for.</param>
    /// <param name="Asleep">Webhooks that are asleep, or off because the endpoint is gone.</param>
    public sealed record Row(Id<Application> ApplicationId, string Application, DateTimeOffset? Oldest, TimeSpan Lag, bool Alarm, Id<Webhook>? Webhook, int Webhooks, int Asleep);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var webhooks = await WebhookReach.Of(db, actor).AsNoTracking().Where(w => w.State != WebhookState.Off || w.Reason != WebhookReason.ByHand).OrderBy(w => w.Id).ToListAsync(ct);
        var owners = webhooks.Select(w => w.ApplicationId).Distinct().ToList();
        var names = await db.Set<Application>().Where(a => owners.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        List<(Webhook Webhook, DateTimeOffset? Oldest)> found = [];
        foreach (var webhook in webhooks)
        {
            found.Add((webhook, await OldestAsync(db, webhook, ct)));
        }

        var now = db.Time.Now();
        return found.GroupBy(f => f.Webhook.ApplicationId).Select(own =>
        {
            var (webhook, oldest) = own.OrderBy(f => f.Oldest ?? DateTimeOffset.MaxValue).First();
            var lag = oldest is { } since ? now - since : TimeSpan.Zero;
            return new Row(own.Key, names.GetValueOrDefault(own.Key, ""), oldest, lag, lag >= AlarmAfter, oldest is null ? null : webhook.Id, own.Count(), own.Count(f => f.Webhook.State != WebhookState.Active));
        }).OrderByDescending(r => r.Lag).ThenBy(r => r.Application, StringComparer.OrdinalIgnoreCase).ToList();
    }

    private async Task<DateTimeOffset?> OldestAsync(PortalDb db, Webhook webhook, CancellationToken ct)
    {
        var own = db.Set<WebhookDelivery>().Where(d => d.WebhookId == webhook.Id && d.Urgent && d.Fault != DeliveryFault.NotSeen);
        var oldest = Earlier(await SinceAsync(own.Where(d => d.NextAttemptAt != null), ct), await SinceAsync(own.Where(d => d.State == DeliveryState.GivenUp), ct));
        var reader = await WebhookReach.ReaderAsync(db, webhook, ct);
        foreach (var stream in streams.Where(s => s.Kinds.Any(webhook.Kinds.Contains)))
        {
            if (await db.Set<WebhookCursor>().AsNoTracking().FirstOrDefaultAsync(c => c.WebhookId == webhook.Id && c.Stream == stream.Stream && c.Lane == DeliveryLane.Urgent, ct) is { } cursor)
            {
                oldest = Earlier(oldest, await stream.OldestUrgentAsync(cursor.Sequence, webhook.Kinds, reader, ct));
            }
        }

        return oldest;
    }

    // what is told again counts from when that was asked for, and not at all where it had arrived before
    private static async Task<DateTimeOffset?> SinceAsync(IQueryable<WebhookDelivery> unheard, CancellationToken ct) => Earlier(
        await unheard.Where(d => d.Lane != DeliveryLane.Replay).MinAsync(d => (DateTimeOffset?)d.OccurredAt, ct),
        await unheard.Where(d => d.Lane == DeliveryLane.Replay && (d.LastAt == null || d.Fault != DeliveryFault.None)).MinAsync(d => (DateTimeOffset?)d.FirstAt, ct));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
