using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Questions that nobody answered, and the names and addresses given with them: people who never became contacts.</summary>
internal sealed class QuestionRetention(RetiredRows rows, PurgeRequests purge) : IRetains
{
    public RetentionClass Class { get; } = new("questions", 30, 28, 90); // a question may be open for 28 days

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(r => r.RequestedAt), ct);

    public async Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => (await purge.RunAsync(new(cut.Before, cut.Held), Actor.System, ct)).Value;

    internal static IQueryable<ConsentRequest> Over(PortalDb db, RetentionCut cut)
    {
        var (points, people) = (cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList(), cut.Held.Contacts.Select(c => new Id<Contact>(c)).ToList());
        return db.Set<ConsentRequest>().Where(r => !r.Confirmed && r.RequestedAt < cut.Before && r.ExpiresAt < cut.Now
            && !points.Contains(r.PointId) && !points.Contains(r.AskedPointId) && !people.Contains(r.LevelContactId)
            && !db.Set<RequestedPerson>().Any(p => p.Id == r.PersonId && people.Contains(p.ContactId)));
    }

    /// <summary>What was said beside questions that are gone; what a held question was asked with stays with it.</summary>
    internal static IQueryable<RequestedPerson> Said(PortalDb db, RetentionCut cut)
    {
        var (points, people) = (cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList(), cut.Held.Contacts.Select(c => new Id<Contact>(c)).ToList());
        return db.Set<RequestedPerson>().Without(cut.Held.Addresses, p => p.GuardianAddress).Where(p => p.CreatedAt < cut.Before && !people.Contains(p.ContactId)
            && !db.Set<ConsentRequest>().Any(r => r.PersonId == p.Id && (r.ClosedAt == null || points.Contains(r.PointId) || points.Contains(r.AskedPointId) || people.Contains(r.LevelContactId))));
    }
}
