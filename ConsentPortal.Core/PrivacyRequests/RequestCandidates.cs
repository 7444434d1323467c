using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The contacts whom a case may be about, each with what its officer needs to tell them apart.</summary>
internal static class RequestCandidates
{
    private const int Most = 20;

    /// <summary>Who asks, when, and by which rules.</summary>
    internal sealed record Asked(PortalDb Db, Rulebook Rules, Actor Actor, DateTimeOffset Now);

    public static async Task<IReadOnlyList<ReadRequest.Candidate>> FindAsync(Asked asked, PrivacyRequest request, Submission? submission, CancellationToken ct)
    {
        var (db, actor) = (asked.Db, asked.Actor);
        var points = db.Set<ContactPoint>().Where(p => p.KeyHash == request.KeyHash && p.ErasedAt == null).Select(p => p.Id);
        var people = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).Include(c => c.States.Where(s => s.Until == null))
            .Where(c => c.Id == request.ContactId || c.Links.Any(l => l.Until == null && points.Contains(l.PointId))).OrderBy(c => c.Id).Take(Most).ToListAsync(ct);
        var (ids, companies) = (people.ConvertAll(c => c.Id), people.ConvertAll(c => c.AccountId));
        var accounts = await db.Set<Account>().Where(a => companies.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var linked = await (from l in db.Set<ContactPointLink>() join p in db.Set<ContactPoint>() on l.PointId equals p.Id where ids.Contains(l.ContactId) && l.Until == null select new Used(l.ContactId, p.Id, p.Channel, p.Address ?? "")).ToListAsync(ct);
        var pointIds = linked.ConvertAll(l => l.PointId);
        var restricted = await db.Set<Restriction>().Where(r => pointIds.Contains(r.PointId) && r.Until == null).Select(r => r.PointId).ToListAsync(ct);
        var cases = await db.Set<PrivacyRequest>().Where(r => ids.Contains(r.ContactId) && r.Id != request.Id).GroupBy(r => r.ContactId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var book = await FieldBook.ReadAsync(db, actor, ct);
        var consents = actor.May(Permission.ReadConsent) ? await ConsentsAsync(asked, request.ProfileId, pointIds, ct) : [];
        return [.. people.Select(c => Of(c, submission, linked.Where(l => l.ContactId == c.Id).OrderBy(l => l.Channel).ToList(), restricted) with
        {
            Account = accounts.GetValueOrDefault(c.AccountId, ""), OtherRequests = cases.GetValueOrDefault(c.Id), Own = [.. book.Show(c.Fields).Where(o => o.Masked || o.Value.Length > 0)],
            Consents = [.. from u in linked where u.ContactId == c.Id from said in consents where said.PointId == u.PointId && (said.ContactId.IsNone || said.ContactId == c.Id) select said.On(u.Channel)],
        }).OrderByDescending(c => c.SameName)];
    }

    private static ReadRequest.Candidate Of(Contact contact, Submission? submission, List<Used> used, List<Id<ContactPoint>> restricted)
        => new(contact.Id, contact.Name, submission is { LastName.Length: > 0 } && contact.LastName.Equals(submission.LastName, StringComparison.OrdinalIgnoreCase))
        {
            Kind = contact.Kind, JobTitle = contact.JobTitle, Language = contact.Language, ExternalId = contact.ExternalId ?? "", Level = contact.State.Level, Child = contact.State.Child,
            Addresses = used.ConvertAll(u => new ReadRequest.Address(u.Channel, u.Value)), Restricted = used.Exists(u => restricted.Contains(u.PointId)),
        };

    private static async Task<List<Said>> ConsentsAsync(Asked asked, Id<ComplianceProfile> profile, List<Id<ContactPoint>> points, CancellationToken ct)
    {
        var used = asked.Rules.Profile(profile) is { } known ? asked.Rules.PurposesOf(known, asked.Now).ToHashSet() : [];
        var records = await asked.Db.Set<ConsentRecord>().AsNoTracking().Where(r => points.Contains(r.PointId)).OrderBy(r => r.PointId).ThenBy(r => r.PurposeId).ThenBy(r => r.TopicId).ToListAsync(ct);
        return [.. from r in records let purpose = asked.Rules.Purpose(r.PurposeId) where purpose is not null && used.Contains(purpose) select new Said(r.PointId, r.ContactId, c => new(c, purpose.Name, asked.Rules.Topic(r.TopicId)?.Name, FindConsents.StatusAt(r, asked.Now), r.OccurredAt))];
    }

    private sealed record Said(Id<ContactPoint> PointId, Id<Contact> ContactId, Func<Channel, ReadRequest.Answer> On);

    private sealed record Used(Id<Contact> ContactId, Id<ContactPoint> PointId, Channel Channel, string Value);
}
