using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Network address, browser and reasons beside answers that no longer stand. What stands must be proved (GDPR art. 7(1)), so its evidence
/// stays; so do all wordings, and every event with its place in the ledger.</summary>
internal sealed class EvidenceRetention(RetiredRows rows) : IRetains
{
    /// <summary>Events of one save lie so close together at most; they may share a side row.</summary>
    private const int Batch = 2000;

    public RetentionClass Class { get; } = new("evidence", 1096, 366, 3653);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(e => e.RecordedAt), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var over = await Over(db, cut).AsNoTracking().OrderBy(e => e.Sequence).Take(RetiredRows.Slice).Select(e => new { e.OriginId, e.JustificationId }).ToListAsync(ct);
        await SideRowEraser.EraseAsync(db, [.. over.Select(e => e.OriginId), .. over.Select(e => e.JustificationId)], now, ct, SideRowEraser.Retired);
        return over.Count;
    }, ct);

    private static IQueryable<ConsentEvent> Over(PortalDb db, RetentionCut cut)
    {
        var held = cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList();
        return db.Set<ConsentEvent>().Where(e => e.RecordedAt < cut.Before && e.ImportBatch == 0 && !held.Contains(e.PointId)
            && (e.OriginId != default || e.JustificationId != default)
            && db.Set<SideRow>().Any(s => (s.Id == e.OriginId || s.Id == e.JustificationId) && s.Content != null)
            && !db.Set<ConsentEvent>().Any(o => o.Sequence > e.Sequence - Batch && o.Sequence < e.Sequence + Batch
                && ((o.OriginId == e.OriginId && e.OriginId != default) || (o.JustificationId == e.JustificationId && e.JustificationId != default) || o.Id == e.Id)
                && db.Set<ConsentRecord>().Any(r => r.PointId == o.PointId && r.EventId == o.Id)));
    }
}
