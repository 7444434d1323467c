using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Events and records of addresses that were erased: kept as proof of consent (GDPR art. 17(3)(b), (e)) until claims lapse, and then
/// deleted. Their leaf hashes stay in the seals, and an entry under each number accounts for the gap, so the ledger still verifies; so does
/// what stops marketing to the address, by its keyed hash.</summary>
internal sealed class ErasedProofRetention(RetiredRows rows) : IRetains
{
    /// <summary>Addresses of one slice: each goes with all its events at once, or its records would follow from nothing.</summary>
    private const int AtOnce = 20;

    public const string Code = "erased_proof";

    // never longer than the certificate says: 36 months have 1095 days at least
    public RetentionClass Class { get; } = new(Code, 1095, 366, 1095);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(p => p.ErasedAt!.Value), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var points = await Over(db, cut).OrderBy(p => p.Id).Take(AtOnce).Select(p => p.Id).ToListAsync(ct);
        var numbers = await db.Set<ConsentEvent>().Where(e => points.Contains(e.PointId)).Select(e => e.Sequence).ToListAsync(ct);
        await db.Set<ConsentRecord>().Where(r => points.Contains(r.PointId)).ExecuteDeleteAsync(ct);
        await db.Set<ConsentEvent>().Where(e => points.Contains(e.PointId)).ExecuteDeleteAsync(ct);
        db.AddRange(numbers.Select(n => RetiredEvents.Entry(n, now)));
        await db.SaveChangesAsync(ct);
        return points.Count;
    }, ct);

    // what no seal lists yet is not proved to have been there; a late opt-out by an old link is kept as long as the rest
    private static IQueryable<ContactPoint> Over(PortalDb db, RetentionCut cut)
    {
        var held = cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList();
        return db.Set<ContactPoint>().AsNoTracking().Where(p => p.ErasedAt != null && p.ErasedAt < cut.Before && !held.Contains(p.Id) && db.Set<ConsentEvent>().Any(e => e.PointId == p.Id)
            && !db.Set<ConsentEvent>().Any(e => e.PointId == p.Id && (e.RecordedAt >= cut.Before || !db.Set<LedgerSeal>().Any(s => s.LastSequence >= e.Sequence))));
    }
}

/// <summary>Which numbers of the ledger are empty because the time of their events was over. The entry is that of a side row, under the
/// event's number: ids are times and never as small.</summary>
internal static class RetiredEvents
{
    public static SideRowErasure Entry(long sequence, DateTimeOffset now) => new() { Id = new(sequence), ErasedAt = now, Reason = SideRowEraser.Retired };

    /// <summary>Those from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static async Task<HashSet<long>> BetweenAsync(PortalDb db, long first, long last, CancellationToken ct)
    {
        List<Id<SideRow>> numbers = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(n => new Id<SideRow>(first + n))];
        HashSet<long> retired = [];
        foreach (var some in numbers.Chunk(1000))
        {
            retired.UnionWith((await db.Set<SideRowErasure>().AsNoTracking().Where(e => some.Contains(e.Id) && e.Reason == SideRowEraser.Retired).Select(e => e.Id).ToListAsync(ct)).Select(id => id.Value));
        }

        return retired;
    }
}
