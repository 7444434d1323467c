using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>An event by what a list is ordered by: when it was recorded, and its place in the ledger.</summary>
internal sealed record ListedEvent
{
    public Id<ContactPoint> PointId { get; init; }

    public DateTimeOffset At { get; init; }

    public long Sequence { get; init; }

    public Id<ConsentEvent> Id { get; init; }

    public ListCursor Cursor => new(At, Sequence);
}

/// <summary>The events that a filter lets through, as one query or as streams that an index gives in order.</summary>
internal sealed class EventStreams(PortalDb db, ConsentFilter filter, ListScope scope)
{
    private static readonly ConsentStatus[] Stored = [ConsentStatus.NotSet, ConsentStatus.Pending, ConsentStatus.OptedIn, ConsentStatus.OptedOut];

    // an event never brings "expired": that comes by itself
    private IReadOnlyList<ConsentStatus> Statuses => filter.Status is { } one ? Stored.Contains(one) ? [one] : [] : Stored;

    /// <summary>All that match, in no order; who reads it holds each row against <see cref="ListScope.Asks"/>.</summary>
    public IQueryable<ConsentEvent> Plain()
    {
        var (others, statuses) = (scope.Others.ToList(), Statuses.ToList());
        var events = db.Set<ConsentEvent>().AsNoTracking().Where(e => statuses.Contains(e.NewStatus));
        return Narrow(others.Count == 0 ? events : events.Where(e => !others.Contains(e.PurposeId)));
    }

    /// <summary>The same, in parts that do not overlap; each can be read in order without sorting, or is small.</summary>
    public IReadOnlyList<IQueryable<ConsentEvent>> Parts()
        => Statuses.Count == 0 ? [] : scope.Points is not null ? [Plain()] : [.. scope.Purposes.SelectMany(p => Statuses.Select(s => Part(p, s)))];

    private IQueryable<ConsentEvent> Part(Id<Purpose> purpose, ConsentStatus status)
        => Narrow(db.Set<ConsentEvent>().AsNoTracking().Where(e => e.PurposeId == purpose && e.NewStatus == status));

    private IQueryable<ConsentEvent> Narrow(IQueryable<ConsentEvent> events)
    {
        var points = scope.Points;
        events = points is null ? events : events.Where(e => points.Contains(e.PointId));
        events = filter.ProfileId is { IsNone: false } profile ? events.Where(e => e.ProfileId == profile) : events;
        events = filter.TopicId is { } topic ? events.Where(e => e.TopicId == topic) : events;
        events = filter.ActorKind is { } kind ? events.Where(e => e.ActorKind == kind) : events;
        events = filter.Channel is { } channel ? events.Where(e => db.Set<ContactPoint>().Any(p => p.Id == e.PointId && p.Channel == channel)) : events;
        events = scope.Contacts is { } seen ? events.Where(e => e.KeyContactId == Id<Contact>.None || seen.Any(c => c.Id == e.KeyContactId)) : events;
        events = filter.ContactId is { IsNone: false } contact ? events.Where(e => e.KeyContactId == Id<Contact>.None || e.KeyContactId == contact) : events;
        return InTime(Made(events, filter));
    }

    private IQueryable<ConsentEvent> InTime(IQueryable<ConsentEvent> events)
    {
        events = filter.From is { } from ? events.Where(e => e.RecordedAt >= from) : events;
        events = filter.Until is { } until ? events.Where(e => e.RecordedAt < until) : events;
        events = filter.HappenedFrom is { } after ? events.Where(e => e.OccurredAt >= after) : events;
        events = filter.HappenedUntil is { } before ? events.Where(e => e.OccurredAt < before) : events;
        return filter.EndsBefore is { } end ? events.Where(e => e.ValidUntil < end) : events;
    }

    /// <summary>What only an event says: how it came about.</summary>
    public static IQueryable<ConsentEvent> Made(IQueryable<ConsentEvent> events, ConsentFilter filter)
    {
        events = filter.Action is { } action ? events.Where(e => e.Action == action) : events;
        events = filter.Source is { } source ? events.Where(e => e.Source == source) : events;
        events = filter.Reason is { } reason ? events.Where(e => e.Reason == reason) : events;
        events = filter.ImportBatch is not 0 and var batch ? events.Where(e => e.ImportBatch == batch) : events;
        return filter.Flagged ? events.Where(e => e.Doubtful) : events;
    }

    /// <summary>The keys that follow the cursor in one part, at most so many.</summary>
    public static IQueryable<ListedEvent> Keys(IQueryable<ConsentEvent> part, ListCursor? cursor, bool descending, int take)
    {
        if (cursor is { At: var at, Number: var last })
        {
            part = descending ? part.Where(e => e.RecordedAt <= at && (e.RecordedAt < at || e.Sequence < last)) : part.Where(e => e.RecordedAt >= at && (e.RecordedAt > at || e.Sequence > last));
        }

        return Ordered(part.Select(e => new ListedEvent { PointId = e.PointId, At = e.RecordedAt, Sequence = e.Sequence, Id = e.Id }), descending).Take(take);
    }

    public static IQueryable<ListedEvent> Ordered(IQueryable<ListedEvent> keys, bool descending)
        => descending ? keys.OrderByDescending(k => k.At).ThenByDescending(k => k.Sequence) : keys.OrderBy(k => k.At).ThenBy(k => k.Sequence);
}
