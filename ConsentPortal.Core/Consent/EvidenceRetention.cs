using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Network address, browser and reasons beside answers that no longer stand. What stands must be proved (GDPR art. 7(1)), so its evidence
/// stays; so do all wordings, and every event with its place in the ledger.</summary>
internal class EvidenceRetention(RetiredRows rows) : IRetains
{
    /// <summary>Events of one save lie so close together at most; they may share a side row.</summary>
    private const int Batch = 2000;

    public virtual RetentionClass Class { get; } = new("evidence", 1096, 366, 3653) { ByLaw = RegimePresets.Keeping("evidence") };

    protected virtual bool Phones => false;

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(e => e.RecordedAt), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var over = await Over(db, cut).AsNoTracking().OrderBy(e => e.Sequence).Take(RetiredRows.Slice).Select(e => new { e.OriginId, e.JustificationId }).ToListAsync(ct);
        await SideRowEraser.EraseAsync(db, [.. over.Select(e => e.OriginId), .. over.Select(e => e.JustificationId)], now, ct, SideRowEraser.Retired);
        return over.Count;
    }, ct);

    // a side row that an answer to something else shares is kept for as long as the longer of the two
    private IQueryable<ConsentEvent> Over(PortalDb db, RetentionCut cut)
    {
        var (held, phones) = (cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList(), Phones);
        var theirs = db.Set<ContactPoint>().Where(p => p.Channel == Channel.Voice || p.Channel == Channel.Sms);
        return In(cut.Scope, db.Set<ConsentEvent>()).Where(e => e.RecordedAt < cut.Before && e.ImportBatch == 0 && !held.Contains(e.PointId)
            && theirs.Any(p => p.Id == e.PointId) == phones
            && (e.OriginId != default || e.JustificationId != default)
            && db.Set<SideRow>().Any(s => (s.Id == e.OriginId || s.Id == e.JustificationId) && s.Content != null)
            && !db.Set<ConsentEvent>().Any(o => o.Sequence > e.Sequence - Batch && o.Sequence < e.Sequence + Batch
                && ((o.OriginId == e.OriginId && e.OriginId != default) || (o.JustificationId == e.JustificationId && e.JustificationId != default) || o.Id == e.Id)
                && ((!phones && theirs.Any(p => p.Id == o.PointId)) || db.Set<ConsentRecord>().Any(r => r.PointId == o.PointId && r.EventId == o.Id))));
    }

    private static IQueryable<ConsentEvent> In(RetentionScope scope, IQueryable<ConsentEvent> events)
    {
        var profiles = scope.Profiles.Select(p => new Id<ComplianceProfile>(p)).ToList();
        return scope.Others && profiles.Count == 0 ? events : events.Where(e => profiles.Contains(e.ProfileId) != scope.Others);
    }
}

/// <summary>The same of calls and text messages: kept for five years (UWG § 7a; 16 CFR 310.5).</summary>
internal sealed class PhoneEvidenceRetention(RetiredRows rows) : EvidenceRetention(rows)
{
    public override RetentionClass Class { get; } = new("phone_evidence", 1827, 366, 3653) { ByLaw = RegimePresets.Keeping("phone_evidence") };

    protected override bool Phones => true;
}
