using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Of every case of the person there stay kind, dates, steps and decisions (the proof of GDPR art. 5(2)); what they sent in and what
/// was written about them goes.</summary>
public sealed class PrivacyRequestsErasure(WriteQueue queue, PackageFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock) : IErasesPersonalData
{
    public const string Name = "Privacy requests";

    public string Room => Name;

    public IReadOnlyList<string> Tables { get; } =
        ["privacy_requests", "request_steps", "request_pauses", "request_codes", "request_mails", "request_paths", "officer_absences", "erasures", "erasure_notices", "request_objections", "request_restrictions", "request_updates", "request_files", "data_packages", "package_redactions"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return
        [
            new("submissions", ErasureOutcome.Erase, (await TextsAsync(db, subject, ct)).Count),
            new("request-files", ErasureOutcome.Erase, await Files(db, subject).CountAsync(ct)),
            new("cases", ErasureOutcome.Keep, await Cases(db, subject).CountAsync(ct), "legal-claims", DateOnly.FromDateTime(clock.Now().UtcDateTime).AddDays(await DaysAsync(db, subject, ct))),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var texts = await TextsAsync(db, subject, ct);
        return await EndPackagesAsync(db, subject, ct) + await queue.RunAsync(async session =>
        {
            var writing = await session.DbAsync(ct);
            var codes = writing.Set<RequestCode>().Where(c => Cases(writing, subject).Any(r => r.Id == c.RequestId));
            var others = writing.Set<Erasure>().Where(e => e.RequestId != new Id<PrivacyRequest>(subject.Request) && Cases(writing, subject).Any(r => r.Id == e.RequestId));
            await others.ExecuteUpdateAsync(e => e.SetProperty(x => x.Aims, Array.Empty<byte>()), ct); // a plan that nobody will carry out any more
            return await RequestLeavings.BlankAsync(Files(writing, subject), session.Now, ct) + await SideRowEraser.EraseAsync(writing, texts, session.Now, ct) + await codes.ExecuteDeleteAsync(ct);
        }, WriteLane.Bulk, ct);
    }

    // the longest that the law of any of their profiles has a closed case kept
    private static async Task<int> DaysAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var rules = await RetentionBook.RulesAsync(db, ct);
        var laws = await db.Set<ComplianceProfile>().Where(p => Cases(db, subject).Any(r => r.ProfileId == p.Id)).Select(p => p.Regime).Distinct().ToListAsync(ct);
        return laws.Select(l => RetentionBook.Days(ClosedRequestRetention.Kept, l.Split('@')[0], rules)).DefaultIfEmpty(RetentionBook.Days(ClosedRequestRetention.Kept, rules)).Max();
    }

    // the keys of what was gathered for them are destroyed, and with them the data, on whatever backup it lies
    private async Task<int> EndPackagesAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var cases = await Cases(db, subject).Select(r => r.Id).ToListAsync(ct);
        var kept = await db.Set<DataPackage>().Where(p => cases.Contains(p.RequestId) && p.State != PackageState.Discarded).ToListAsync(ct);
        foreach (var package in kept)
        {
            package.End(PackageState.Discarded);
            package.Contents = "";
            db.Announce(new PackageEvent(PackageEvent.Ended, package.RequestId).With(("state", PackageState.Discarded)), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        kept.ForEach(p => files.Delete(p.Id));
        return kept.Count + await db.Set<PackageRedaction>().Where(r => cases.Contains(r.RequestId)).ExecuteDeleteAsync(ct);
    }

    internal static IQueryable<PrivacyRequest> Cases(PortalDb db, PersonalDataSubject subject)
    {
        var (hashes, people, own) = (subject.KeyHashes.ToList(), subject.Contacts.Select(c => new Id<Contact>(c)).ToList(), new Id<PrivacyRequest>(subject.Request));
        return db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.Id == own || hashes.Contains(r.KeyHash) || people.Contains(r.ContactId));
    }

    // that there was a file stays, as the steps say it
    private static IQueryable<RequestFile> Files(PortalDb db, PersonalDataSubject subject)
    {
        var cases = Cases(db, subject);
        return db.Set<RequestFile>().Where(f => f.ErasedAt == null && cases.Any(r => r.Id == f.RequestId));
    }

    private static async Task<List<Id<SideRow>>> TextsAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var cases = Cases(db, subject);
        var submitted = await cases.Select(r => r.SubmissionId).ToListAsync(ct);
        submitted.AddRange(await db.Set<RequestStep>().Where(s => cases.Any(r => r.Id == s.RequestId)).Select(s => s.NoteId).ToListAsync(ct));
        submitted.AddRange(await db.Set<RequestRestriction>().Where(x => cases.Any(r => r.Id == x.RequestId)).Select(x => x.EndReasonId).ToListAsync(ct));
        submitted.AddRange(await db.Set<RequestUpdate>().Where(u => cases.Any(r => r.Id == u.RequestId)).Select(u => u.ReasonId).ToListAsync(ct));
        submitted.AddRange(await db.Set<DataPackage>().Where(p => cases.Any(r => r.Id == p.RequestId)).Select(p => p.NoteId).ToListAsync(ct));
        submitted.AddRange(await db.Set<PackageRedaction>().Where(p => cases.Any(r => r.Id == p.RequestId)).Select(p => p.ReasonId).ToListAsync(ct));
        return submitted.FindAll(s => !s.IsNone);
    }
}
