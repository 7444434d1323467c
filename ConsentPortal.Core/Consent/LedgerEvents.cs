using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The consent events as they leave the house: those of <see cref="ReadFeed"/>, in its order and for the same readers.</summary>
internal sealed class LedgerEvents(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks) : IOutgoingEvents
{
    /// <summary>Places that one look passes by at most, so that a lane with few events among millions stays quick.</summary>
    private const int Window = 20_000;

    public string Stream => "consent";

    public IReadOnlyList<string> Kinds { get; } = [OutgoingKinds.ConsentChanged];

    public async Task<long> HeadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ConsentEvent>().MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
    }

    public async Task<OutgoingSlice> ReadAsync(OutgoingQuery query, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        if (!kinds.Contains(OutgoingKinds.ConsentChanged))
        {
            return new([], query.UpTo);
        }

        var end = Math.Min(query.UpTo, query.After + Window);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = Of(db.Set<ConsentEvent>().AsNoTracking().Where(e => e.Sequence > query.After && e.Sequence <= end), query.Lane);
        var most = reader.BoundToProfile is null ? query.Most : query.Most * 5;
        var looked = await FeedPoint.ReadAsync(db, events.OrderBy(e => e.Sequence).Take(most), ct);
        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), reader); // asked after the read: it knows the purposes of all these events
        var seen = looked.Where(f => mine.Sees(f.Happened.PurposeId)).Take(query.Most).ToList();
        var next = seen.Count == query.Most ? seen[^1].Happened.Sequence : looked.Count == most ? looked[^1].Happened.Sequence : end;
        return new(await ToldAsync(db, seen, mine, reader, ct), next);
    }

    public async Task<IReadOnlyList<OutgoingEvent>> AgainAsync(IReadOnlyCollection<long> sequences, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        if (!kinds.Contains(OutgoingKinds.ConsentChanged))
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var events = await FeedPoint.ReadAsync(db, db.Set<ConsentEvent>().AsNoTracking().Where(e => sequences.Contains(e.Sequence)), ct);
        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), reader);
        return await ToldAsync(db, events.FindAll(f => mine.Sees(f.Happened.PurposeId)), mine, reader, ct);
    }

    public async Task<DateTimeOffset?> OldestUrgentAsync(long after, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        if (!kinds.Contains(OutgoingKinds.ConsentChanged))
        {
            return null;
        }

        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), reader);
        await using var db = await databases.CreateDbContextAsync(ct);
        while (true)
        {
            var urgent = await Of(db.Set<ConsentEvent>().AsNoTracking().Where(e => e.Sequence > after), OutgoingLane.Urgent)
                .OrderBy(e => e.Sequence).Take(Window).Select(e => new { e.Sequence, e.PurposeId, e.RecordedAt }).ToListAsync(ct);
            if (urgent.Find(e => mine.Sees(e.PurposeId)) is { } oldest)
            {
                return oldest.RecordedAt;
            }

            if (urgent.Count < Window)
            {
                return null;
            }

            after = urgent[^1].Sequence;
        }
    }

    private static IQueryable<ConsentEvent> Of(IQueryable<ConsentEvent> events, OutgoingLane? lane) => lane switch
    {
        OutgoingLane.Urgent => events.Where(e => e.NewStatus == ConsentStatus.OptedOut || e.PausedUntil != null),
        OutgoingLane.Normal => events.Where(e => e.NewStatus != ConsentStatus.OptedOut && e.PausedUntil == null),
        _ => events,
    };

    private static async Task<IReadOnlyList<OutgoingEvent>> ToldAsync(PortalDb db, List<FeedPoint> events, SeenRules mine, Actor reader, CancellationToken ct)
        => [.. (await ReadFeed.RowsAsync(db, events, mine, reader.May(Permission.ReadContacts), ct)).Select(row => new OutgoingEvent(row.Happened.Sequence, row.Happened.Id.Value, OutgoingKinds.ConsentChanged,
            row.Happened is { NewStatus: ConsentStatus.OptedOut } or { PausedUntil: not null } ? OutgoingLane.Urgent : OutgoingLane.Normal, row.Happened.PointId.Value, row.Happened.RecordedAt, EventData.Of(row)))];
}
