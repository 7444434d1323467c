using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>A record by what a list is ordered by: when it was recorded, and the event behind it.</summary>
internal sealed record ListedRecord
{
    public Id<ContactPoint> PointId { get; init; }

    public DateTimeOffset At { get; init; }

    public Id<ConsentEvent> EventId { get; init; }

    public ListCursor Cursor => new(At, EventId.Value);
}

/// <summary>The records that a filter lets through, as one query or as streams that an index gives in order.</summary>
internal sealed class RecordStreams(PortalDb db, ConsentFilter filter, ListScope scope)
{
    private static readonly ConsentStatus[] Stored = [ConsentStatus.NotSet, ConsentStatus.Pending, ConsentStatus.OptedIn, ConsentStatus.OptedOut];

    // expired and ending records are opt-ins as stored
    private IReadOnlyList<ConsentStatus> Statuses => filter switch
    {
        { Status: null or ConsentStatus.OptedIn or ConsentStatus.Expired, EndsBefore: not null } or { Status: ConsentStatus.Expired } => [ConsentStatus.OptedIn],
        { EndsBefore: not null } => [],
        { Status: { } one } => [one],
        _ => Stored,
    };

    /// <summary>All that match, in no order; who reads it holds each row against <see cref="ListScope.Asks"/>.</summary>
    public IQueryable<ConsentRecord> Plain()
    {
        var (others, statuses) = (scope.Others.ToList(), Statuses.ToList());
        var records = db.Set<ConsentRecord>().AsNoTracking().Where(r => statuses.Contains(r.Status));
        return Narrow(others.Count == 0 ? records : records.Where(r => !others.Contains(r.PurposeId)));
    }

    /// <summary>The same, in parts that do not overlap; each can be read in order without sorting, or is small.</summary>
    public IReadOnlyList<IQueryable<ConsentRecord>> Parts()
        => Statuses.Count == 0 ? [] : scope.Points is not null || scope.FewEnd ? [Plain()] : [.. scope.Purposes.SelectMany(p => Statuses.Select(s => Part(p, s)))];

    private IQueryable<ConsentRecord> Part(Id<Purpose> purpose, ConsentStatus status)
        => Narrow(db.Set<ConsentRecord>().AsNoTracking().Where(r => r.PurposeId == purpose && r.Status == status));

    private IQueryable<ConsentRecord> Narrow(IQueryable<ConsentRecord> records)
    {
        var points = scope.Points;
        records = points is null ? records : records.Where(r => points.Contains(r.PointId));
        records = filter.TopicId is { } topic ? records.Where(r => r.TopicId == topic) : records;
        records = filter.ActorKind is { } kind ? records.Where(r => r.ActorKind == kind) : records;
        records = filter.Channel is { } channel ? records.Where(r => db.Set<ContactPoint>().Any(p => p.Id == r.PointId && p.Channel == channel)) : records;
        records = scope.Contacts is { } seen ? records.Where(r => r.ContactId == Id<Contact>.None || seen.Any(c => c.Id == r.ContactId)) : records;
        records = filter.ContactId is { IsNone: false } contact ? records.Where(r => r.ContactId == Id<Contact>.None || r.ContactId == contact) : records;
        records = InTime(records);
        return filter.AsksTheEvent ? records.Where(r => EventStreams.Made(db.Set<ConsentEvent>(), filter).Any(e => e.PointId == r.PointId && e.Id == r.EventId)) : records;
    }

    private IQueryable<ConsentRecord> InTime(IQueryable<ConsentRecord> records)
    {
        records = filter.From is { } from ? records.Where(r => r.RecordedAt >= from) : records;
        records = filter.Until is { } until ? records.Where(r => r.RecordedAt < until) : records;
        records = filter.HappenedFrom is { } after ? records.Where(r => r.OccurredAt >= after) : records;
        records = filter.HappenedUntil is { } before ? records.Where(r => r.OccurredAt < before) : records;
        var now = scope.Now;
        records = ListScope.EndOf(filter, now) is { } end ? records.Where(r => r.ValidUntil < end) : records;
        return filter.Status == ConsentStatus.OptedIn ? records.Where(r => r.ValidUntil == null || r.ValidUntil > now) : records;
    }

    /// <summary>The keys that follow the cursor in one part, at most so many.</summary>
    public static IQueryable<ListedRecord> Keys(IQueryable<ConsentRecord> part, ListCursor? cursor, bool descending, int take)
    {
        if (cursor is { At: var at, Number: var number })
        {
            Id<ConsentEvent> last = new(number);
            part = descending ? part.Where(r => r.RecordedAt <= at && (r.RecordedAt < at || r.EventId < last)) : part.Where(r => r.RecordedAt >= at && (r.RecordedAt > at || r.EventId > last));
        }

        return Ordered(part.Select(r => new ListedRecord { PointId = r.PointId, At = r.RecordedAt, EventId = r.EventId }), descending).Take(take);
    }

    public static IQueryable<ListedRecord> Ordered(IQueryable<ListedRecord> keys, bool descending)
        => descending ? keys.OrderByDescending(k => k.At).ThenByDescending(k => k.EventId) : keys.OrderBy(k => k.At).ThenBy(k => k.EventId);
}
