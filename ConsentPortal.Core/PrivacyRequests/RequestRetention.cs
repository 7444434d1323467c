using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Closed cases: what tells who it was goes, the case stays as a number with its dates and its outcome. Kept for 24 months at least
/// (11 CCR § 7101), for 36 unless said otherwise (the usual limitation of claims).</summary>
internal sealed class ClosedRequestRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("requests", 1096, 731, 3653);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(r => r.ClosedAt!.Value), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var cases = await Over(db, cut).AsNoTracking().OrderBy(r => r.Id).Take(RetiredRows.Slice / 4).Select(r => new { r.Id, r.SubmissionId }).ToListAsync(ct);
        var ids = cases.ConvertAll(c => c.Id);
        var notes = await db.Set<RequestStep>().Where(s => ids.Contains(s.RequestId)).Select(s => s.NoteId).ToListAsync(ct);
        var reasons = await db.Set<RequestRestriction>().Where(r => ids.Contains(r.RequestId)).Select(r => r.EndReasonId).ToListAsync(ct);
        reasons.AddRange(await db.Set<RequestUpdate>().Where(u => ids.Contains(u.RequestId)).Select(u => u.ReasonId).ToListAsync(ct));
        await SideRowEraser.EraseAsync(db, [.. cases.Select(c => c.SubmissionId), .. notes, .. reasons], now, ct, SideRowEraser.Retired);
        await db.Set<RequestObjection>().Where(o => ids.Contains(o.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<RequestUpdate>().Where(u => ids.Contains(u.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<RequestCode>().Where(c => ids.Contains(c.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<RequestMail>().Where(m => ids.Contains(m.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<RequestPath>().Where(p => ids.Contains(p.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<RequestRestriction>().Where(r => ids.Contains(r.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<PrivacyRequest>().Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.KeyHash, Array.Empty<byte>()).SetProperty(x => x.ContactId, default(Id<Contact>)).SetProperty(x => x.RetiredAt, now), ct);
        return cases.Count;
    }, ct);

    // somebody who is still restricted is still being dealt with
    private static IQueryable<PrivacyRequest> Over(PortalDb db, RetentionCut cut) => RequestHold.Free(db.Set<PrivacyRequest>(), cut.Held)
        .Where(r => r.ClosedAt < cut.Before && r.RetiredAt == null && !db.Set<RequestRestriction>().Any(x => x.RequestId == r.Id && x.EndedAt == null));
}

/// <summary>What people submitted of whom we turned out to hold nothing, and forwarded addresses: 30 days after the answer there is no use in it.</summary>
internal sealed class LooseSubmissionRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("submissions", 30, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(r => r.ClosedAt!.Value), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var over = await Over(db, cut).OrderBy(r => r.Id).Take(RetiredRows.Slice).Select(r => r.SubmissionId).ToListAsync(ct);
        await SideRowEraser.EraseAsync(db, over, now, ct, SideRowEraser.Retired);
        return over.Count;
    }, ct);

    private static IQueryable<PrivacyRequest> Over(PortalDb db, RetentionCut cut) => RequestHold.Free(db.Set<PrivacyRequest>(), cut.Held)
        .Where(r => r.ClosedAt < cut.Before && r.ContactId == default && db.Set<SideRow>().Any(s => s.Id == r.SubmissionId && s.Content != null));
}

/// <summary>Whose data is held: found once for a whole run.</summary>
internal static class RequestHold
{
    public static IQueryable<PrivacyRequest> Free(IQueryable<PrivacyRequest> requests, RetentionHold held)
    {
        var (contacts, hashes) = (held.Contacts.Select(c => new Id<Contact>(c)).ToList(), held.KeyHashes.ToList());
        return requests.Where(r => !r.LegalHold && !contacts.Contains(r.ContactId) && !hashes.Contains(r.KeyHash));
    }

    /// <summary>The cases under a legal hold, the people who are meant or have the address, and every address of those, past ones too.</summary>
    public static async Task<RetentionHold> FindAsync(PortalDb db, CancellationToken ct)
    {
        var held = await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.LegalHold).Select(r => new { r.Id, r.ContactId, r.KeyHash }).ToListAsync(ct);
        if (held.Count == 0)
        {
            return RetentionHold.Nobody;
        }

        var hashes = held.ConvertAll(h => h.KeyHash);
        var points = await db.Set<ContactPoint>().Where(p => hashes.Contains(p.KeyHash)).Select(p => p.Id).ToListAsync(ct);
        var meant = held.Select(h => h.ContactId).Where(c => !c.IsNone).ToList();
        var people = await db.Set<ContactPointLink>().Where(l => points.Contains(l.PointId)).Select(l => l.ContactId).ToListAsync(ct);
        people = [.. people.Concat(meant).Distinct()];
        var all = await db.Set<ContactPointLink>().Where(l => people.Contains(l.ContactId)).Select(l => l.PointId).ToListAsync(ct);
        return new([.. held.Select(h => h.Id.Value)], [.. people.Select(p => p.Value)], [.. all.Concat(points).Distinct().Select(p => p.Value)], hashes);
    }
}
