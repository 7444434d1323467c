using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The contacts whom a case may be about, each with what its officer needs to tell them apart. Own fields are not among it: their reads are written down
/// on the contact's page.</summary>
internal static class RequestCandidates
{
    private const int Most = 20;

    public static async Task<IReadOnlyList<ReadRequest.Candidate>> FindAsync(PortalDb db, PrivacyRequest request, Submission? submission, Actor actor, CancellationToken ct)
    {
        var points = db.Set<ContactPoint>().Where(p => p.KeyHash == request.KeyHash && p.ErasedAt == null).Select(p => p.Id);
        var people = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).Include(c => c.States.Where(s => s.Until == null))
            .Where(c => c.Id == request.ContactId || c.Links.Any(l => l.Until == null && points.Contains(l.PointId))).OrderBy(c => c.Id).Take(Most).ToListAsync(ct);
        var (ids, companies) = (people.ConvertAll(c => c.Id), people.ConvertAll(c => c.AccountId));
        var accounts = await db.Set<Account>().Where(a => companies.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var linked = await (from l in db.Set<ContactPointLink>() join p in db.Set<ContactPoint>() on l.PointId equals p.Id where ids.Contains(l.ContactId) && l.Until == null select new Used(l.ContactId, p.Id, p.Channel, p.Address ?? "")).ToListAsync(ct);
        var pointIds = linked.ConvertAll(l => l.PointId);
        var restricted = await db.Set<Restriction>().Where(r => pointIds.Contains(r.PointId) && r.Until == null).Select(r => r.PointId).ToListAsync(ct);
        var cases = await db.Set<PrivacyRequest>().Where(r => ids.Contains(r.ContactId) && r.Id != request.Id).GroupBy(r => r.ContactId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. people.Select(c => Of(c, submission, linked.Where(l => l.ContactId == c.Id).OrderBy(l => l.Channel).ToList(), restricted) with
        {
            Account = accounts.GetValueOrDefault(c.AccountId, ""), OtherRequests = cases.GetValueOrDefault(c.Id),
        }).OrderByDescending(c => c.SameName)];
    }

    private static ReadRequest.Candidate Of(Contact contact, Submission? submission, List<Used> used, List<Id<ContactPoint>> restricted)
        => new(contact.Id, contact.Name, submission is { LastName.Length: > 0 } && contact.LastName.Equals(submission.LastName, StringComparison.OrdinalIgnoreCase))
        {
            Kind = contact.Kind, JobTitle = contact.JobTitle, Language = contact.Language, ExternalId = contact.ExternalId ?? "", Level = contact.State.Level, Child = contact.State.Child,
            Addresses = used.ConvertAll(u => new ReadRequest.Address(u.Channel, u.Value)), Restricted = used.Exists(u => restricted.Contains(u.PointId)),
        };

    private sealed record Used(Id<Contact> ContactId, Id<ContactPoint> PointId, Channel Channel, string Value);
}
