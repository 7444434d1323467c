using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Closed cases: what tells who it was goes with all files, the case stays as a number with its dates and its outcome. Kept for 36 months
/// unless said otherwise (the usual limitation of claims), or for as long as the law of its profile says.</summary>
internal sealed class ClosedRequestRetention(RetiredRows rows, RequestLeavings leavings) : IRetains
{
    internal static readonly RetentionClass Kept = new("requests", 1096, 366, 3653) { ByLaw = RegimePresets.Keeping("requests") };

    public RetentionClass Class => Kept;

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(r => r.ClosedAt!.Value), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => leavings.PurgeAsync(async (db, now) =>
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
        return ids;
    }, ct);

    // somebody who is still restricted is still being dealt with
    private static IQueryable<PrivacyRequest> Over(PortalDb db, RetentionCut cut) => RequestHold.In(cut.Scope, RequestHold.Free(db.Set<PrivacyRequest>(), cut.Held))
        .Where(r => r.ClosedAt < cut.Before && r.RetiredAt == null && !db.Set<RequestRestriction>().Any(x => x.RequestId == r.Id && x.EndedAt == null));
}

/// <summary>What people submitted of whom we turned out to hold nothing, with its files, and forwarded addresses: 30 days after the answer there is no
/// use in it.</summary>
internal sealed class LooseSubmissionRetention(RetiredRows rows, RequestLeavings leavings) : IRetains
{
    public RetentionClass Class { get; } = new("submissions", 30, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(r => r.ClosedAt!.Value), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => leavings.PurgeAsync(async (db, now) =>
    {
        var over = await Over(db, cut).OrderBy(r => r.Id).Take(RetiredRows.Slice / 4).Select(r => new { r.Id, r.SubmissionId }).ToListAsync(ct);
        await SideRowEraser.EraseAsync(db, over.Select(o => o.SubmissionId), now, ct, SideRowEraser.Retired);
        return over.ConvertAll(o => o.Id);
    }, ct);

    private static IQueryable<PrivacyRequest> Over(PortalDb db, RetentionCut cut) => RequestHold.In(cut.Scope, RequestHold.Free(db.Set<PrivacyRequest>(), cut.Held))
        .Where(r => r.ClosedAt < cut.Before && r.ContactId == default && (db.Set<SideRow>().Any(s => s.Id == r.SubmissionId && s.Content != null) || db.Set<RequestFile>().Any(f => f.RequestId == r.Id && f.ErasedAt == null)));
}

/// <summary>What lies beside cases goes with them: files are blanked, the keys of packages destroyed, then their files deleted.</summary>
internal sealed class RequestLeavings(RetiredRows rows, PackageFiles files)
{
    /// <param name="take">Takes some cases; answers which.</param>
    public async Task<int> PurgeAsync(Func<PortalDb, DateTimeOffset, Task<List<Id<PrivacyRequest>>>> take, CancellationToken ct)
    {
        List<Id<DataPackage>> packages = [];
        var taken = await rows.PurgeAsync(async (db, now) =>
        {
            var ids = await take(db, now);
            await BlankAsync(db.Set<RequestFile>().Where(f => ids.Contains(f.RequestId) && f.ErasedAt == null), now, ct);
            packages = await EndAsync(db, ids, now, ct);
            return ids.Count;
        }, ct);
        packages.ForEach(files.Delete); // a process that is killed before this leaves them to the worker's next sweep
        return taken;
    }

    /// <summary>That there was a file stays, as the steps say it.</summary>
    internal static Task<int> BlankAsync(IQueryable<RequestFile> files, DateTimeOffset now, CancellationToken ct)
        => files.ExecuteUpdateAsync(set => set.SetProperty(f => f.Name, "").SetProperty(f => f.Sha256, Array.Empty<byte>()).SetProperty(f => f.Sealed, (byte[]?)null).SetProperty(f => f.ErasedAt, now), ct);

    private static async Task<List<Id<DataPackage>>> EndAsync(PortalDb db, List<Id<PrivacyRequest>> cases, DateTimeOffset now, CancellationToken ct)
    {
        var packages = await db.Set<DataPackage>().Where(p => cases.Contains(p.RequestId) && (p.State != PackageState.Discarded || p.Contents != "" || p.RecordsKey != null || p.FileKey != null)).ToListAsync(ct);
        foreach (var package in packages)
        {
            package.End(PackageState.Discarded);
            package.Contents = "";
            db.Announce(new PackageEvent(PackageEvent.Ended, package.RequestId).With(("state", PackageState.Discarded)), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        var reasons = await db.Set<PackageRedaction>().Where(r => cases.Contains(r.RequestId)).Select(r => r.ReasonId).ToListAsync(ct);
        await db.Set<PackageRedaction>().Where(r => cases.Contains(r.RequestId)).ExecuteDeleteAsync(ct);
        await SideRowEraser.EraseAsync(db, [.. packages.Select(p => p.NoteId), .. reasons], now, ct, SideRowEraser.Retired);
        return packages.ConvertAll(p => p.Id);
    }
}
