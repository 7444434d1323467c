using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Finds what a lane has to do next: retries that are due, then what the streams hold behind its cursor.</summary>
internal sealed class LaneReader(IEnumerable<IOutgoingEvents> streams, IdSource ids)
{
    public const int Most = 500;

    /// <summary>New events of one batch: two seconds at an endpoint that is quick, of which a slow one gets a part.</summary>
    private const int MostFresh = 2000;
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private readonly IOutgoingEvents[] all = [.. streams];

    /// <summary>Null = nothing now.</summary>
    public async Task<LaneBatch?> NextAsync(PortalDb db, Webhook webhook, DeliveryLane lane, EndpointState state, LaneKnown known, CancellationToken ct)
    {
        var reader = await WebhookReach.ReaderAsync(db, webhook, ct);
        return await RetriesAsync(db, webhook, lane, state, reader, ct) ?? await FreshAsync(db, webhook, lane, state, reader, known, ct);
    }

    private async Task<LaneBatch?> RetriesAsync(PortalDb db, Webhook webhook, DeliveryLane lane, EndpointState state, Actor reader, CancellationToken ct)
    {
        var now = db.Time.Now();
        var due = await db.Set<WebhookDelivery>().Where(d => d.WebhookId == webhook.Id && d.NextAttemptAt <= now && d.Lane == lane)
            .OrderBy(d => d.NextAttemptAt).ThenBy(d => d.OccurredAt).ThenBy(d => d.Id).Take(state.Troubled ? 1 : Most).ToListAsync(ct);
        return due.Count == 0 ? null : new(await AgainAsync(db, webhook, due, reader, ct));
    }

    /// <summary>Deliveries with their events read anew, in the order of what happened; those that an earlier one holds back are marked.</summary>
    public async Task<IReadOnlyList<LaneParcel>> AgainAsync(PortalDb db, Webhook webhook, List<WebhookDelivery> due, Actor reader, CancellationToken ct)
    {
        Dictionary<(string, long), OutgoingEvent> events = [];
        foreach (var stream in all)
        {
            List<long> wanted = [.. due.Where(d => d.Stream == stream.Stream).Select(d => d.Sequence)];
            foreach (var happened in wanted.Count == 0 ? [] : await stream.AgainAsync(wanted, webhook.Kinds, reader, ct))
            {
                events[(stream.Stream, happened.Sequence)] = happened;
            }
        }

        List<LaneParcel> parcels = [.. due.OrderBy(d => d.OccurredAt).ThenBy(d => d.Id).Select(d => new LaneParcel(events.GetValueOrDefault((d.Stream, d.Sequence)), d, isNew: false))];
        var (now, own) = (db.Time.Now(), due.Select(d => d.Id).ToHashSet());
        var waiting = (await WaitingAsync(db, webhook, parcels, ct)).FindAll(w => !own.Contains(w.Id));
        foreach (var parcel in parcels)
        {
            if (waiting.Find(w => w.Subject == parcel.Delivery.Subject && LaneOrder.Holds(w.Lane, parcel.Delivery.Lane) && (w.OccurredAt, w.Id.Value).CompareTo((parcel.Delivery.OccurredAt, parcel.Delivery.Id.Value)) < 0) is { } before)
            {
                parcel.HeldUntil = before.Until > now + Breath ? before.Until : now + Breath;
            }
        }

        return parcels;
    }

    private async Task<LaneBatch?> FreshAsync(PortalDb db, Webhook webhook, DeliveryLane lane, EndpointState state, Actor reader, LaneKnown known, CancellationToken ct)
    {
        var first = state.Turn(lane);
        foreach (var stream in all.Select((_, n) => all[(first + n) % all.Length]))
        {
            var cursors = await db.Set<WebhookCursor>().AsNoTracking().Where(c => c.WebhookId == webhook.Id && c.Stream == stream.Stream).ToListAsync(ct);
            if (cursors.Find(c => c.Lane == lane) is not { } cursor)
            {
                continue;
            }

            var after = known.From(stream.Stream, lane == DeliveryLane.Replay ? cursor.Sequence : state.Looked(stream.Stream, lane, cursor.Sequence));
            var upTo = lane switch
            {
                DeliveryLane.Urgent => await stream.HeadAsync(ct),
                // never past the urgent lane: what comes after an opt-out is told after it
                DeliveryLane.Normal => state.Looked(stream.Stream, DeliveryLane.Urgent, cursors.Find(c => c.Lane == DeliveryLane.Urgent)?.Sequence ?? 0),
                _ => cursor.UpTo,
            };
            if (upTo > after)
            {
                OutgoingLane? part = lane switch { DeliveryLane.Urgent => OutgoingLane.Urgent, DeliveryLane.Normal => OutgoingLane.Normal, _ => null };
                OutgoingQuery query = new(after, upTo, part, state.Troubled ? 1 : MostFresh);
                var slice = await (known.Ahead?.Is(stream, query, webhook, reader) == true ? known.Ahead.Slice : stream.ReadAsync(query, webhook.Kinds, reader, ct));
                return new(await NewAsync(db, webhook, lane, stream.Stream, slice.Events, ct), stream.Stream, after, slice.Next)
                {
                    Ahead = slice.Next < upTo && slice.Events.Count == MostFresh ? () => LaneAhead.Read(stream, query with { After = slice.Next }, webhook, reader, ct) : null,
                };
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<LaneParcel>> NewAsync(PortalDb db, Webhook webhook, DeliveryLane lane, string stream, IReadOnlyList<OutgoingEvent> events, CancellationToken ct)
    {
        var now = db.Time.Now();
        List<LaneParcel> parcels = [];
        foreach (var e in events)
        {
            WebhookDelivery delivery = new()
            {
                Id = ids.Next<WebhookDelivery>(), WebhookId = webhook.Id, Stream = stream, Sequence = e.Sequence, EventId = e.Id, Kind = e.Kind, Subject = e.Subject, Urgent = e.Lane == OutgoingLane.Urgent, OccurredAt = e.At,
            };
            delivery.Enter(lane, now);
            parcels.Add(new(e, delivery, isNew: true));
        }

        foreach (var group in (await WaitingAsync(db, webhook, parcels, ct)).Where(w => LaneOrder.Holds(w.Lane, lane)).GroupBy(w => w.Subject))
        {
            var until = group.Max(w => w.Until);
            parcels.FindAll(p => p.Delivery.Subject == group.Key).ForEach(p => p.HeldUntil = until);
        }

        return parcels;
    }

    // what waits is little as a rule, and mostly nothing
    private static async Task<List<Waiting>> WaitingAsync(PortalDb db, Webhook webhook, IReadOnlyList<LaneParcel> parcels, CancellationToken ct)
    {
        var waiting = db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == webhook.Id && d.NextAttemptAt != null);
        if (parcels.Count == 0 || !await waiting.AnyAsync(ct))
        {
            return [];
        }

        var subjects = parcels.Select(p => p.Delivery.Subject).Distinct().ToList();
        return await waiting.Where(d => subjects.Contains(d.Subject)).OrderBy(d => d.OccurredAt).ThenBy(d => d.Id).Select(d => new Waiting(d.Id, d.Subject, d.Lane, d.OccurredAt, d.NextAttemptAt!.Value)).ToListAsync(ct);
    }

    private sealed record Waiting(Id<WebhookDelivery> Id, long Subject, DeliveryLane Lane, DateTimeOffset OccurredAt, DateTimeOffset Until);
}
