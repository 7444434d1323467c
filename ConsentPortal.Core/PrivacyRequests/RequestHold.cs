using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Whose data is held: found once for a whole run.</summary>
internal static class RequestHold
{
    public static IQueryable<PrivacyRequest> Free(IQueryable<PrivacyRequest> requests, RetentionHold held)
    {
        var (contacts, hashes) = (held.Contacts.Select(c => new Id<Contact>(c)).ToList(), held.KeyHashes.ToList());
        return requests.Where(r => !r.LegalHold && !contacts.Contains(r.ContactId) && !hashes.Contains(r.KeyHash));
    }

    /// <summary>Those of some profiles, or of all others.</summary>
    public static IQueryable<PrivacyRequest> In(RetentionScope scope, IQueryable<PrivacyRequest> requests)
    {
        var profiles = scope.Profiles.Select(p => new Id<ComplianceProfile>(p)).ToList();
        return scope.Others && profiles.Count == 0 ? requests : requests.Where(r => profiles.Contains(r.ProfileId) != scope.Others);
    }

    /// <summary>The cases under a legal hold, the people who are meant or have the address, and every address of those, past ones too.</summary>
    public static async Task<RetentionHold> FindAsync(PortalDb db, CancellationToken ct)
    {
        var held = await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.LegalHold).Select(r => new { r.Id, r.ContactId, r.KeyHash, r.SubmissionId }).ToListAsync(ct);
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
        all = [.. all.Concat(points).Distinct()];
        var addresses = await db.Set<ContactPoint>().Where(p => all.Contains(p.Id)).Select(p => new { p.KeyHash, p.Address, p.Canonical }).ToListAsync(ct);
        List<byte[]> keys = [.. hashes.Concat(addresses.Select(a => a.KeyHash)).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];
        var hold = new RetentionHold([.. held.Select(h => h.Id.Value)], [.. people.Select(p => p.Value)], [.. all.Select(p => p.Value)], keys);
        var said = await SubmittedAsync(db, held.ConvertAll(h => h.SubmissionId), ct);
        var names = await db.Set<Contact>().Where(c => people.Contains(c.Id)).Select(c => new { c.FirstName, c.LastName }).ToListAsync(ct);
        return hold.Known([.. addresses.SelectMany(a => (string[])[a.Address ?? "", a.Canonical ?? ""]), .. said.SelectMany(s => (string[])[s.Email, s.Phone])],
            [.. names.Select(n => (n.FirstName, n.LastName)), .. said.Select(s => (s.FirstName, s.LastName))]);
    }

    private static async Task<List<Submission>> SubmittedAsync(PortalDb db, List<Id<SideRow>> ids, CancellationToken ct)
    {
        var texts = await db.Set<SideRow>().Where(s => ids.Contains(s.Id) && s.Content != null).Select(s => s.Content!).ToListAsync(ct);
        return texts.ConvertAll(t => Submission.FromJson(t)!);
    }
}
