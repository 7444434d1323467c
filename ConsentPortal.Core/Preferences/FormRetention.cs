using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Sign-up forms: what was ticked has become consent long since, or nobody confirmed it.</summary>
internal sealed class FormRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("forms", 30, 7, 90);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(s => s.At), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        var over = await Over(db, cut).OrderBy(s => s.Id).Take(RetiredRows.Slice).Select(s => s.Id).ToListAsync(ct);
        return await db.Set<Subscription>().Where(s => over.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }, ct);

    // whose it is: by the questions that it led to, or, where nobody took it yet, by what was typed
    private static IQueryable<Subscription> Over(PortalDb db, RetentionCut cut)
    {
        var (points, people) = (cut.Held.Points.Select(p => new Id<ContactPoint>(p)).ToList(), cut.Held.Contacts.Select(c => new Id<Contact>(c)).ToList());
        return db.Set<Subscription>().Without(cut.Held.Addresses, s => s.Email, s => s.Phone, s => s.GuardianEmail).Where(s => s.At < cut.Before && !points.Contains(s.NumberPointId) && !points.Contains(s.SmsPointId) && !points.Contains(s.VoicePointId)
            && !db.Set<RequestedPerson>().Any(p => p.Id == s.PersonId && people.Contains(p.ContactId))
            && !db.Set<ConsentRequest>().Any(r => r.PersonId == s.PersonId && s.PersonId != default && (points.Contains(r.PointId) || points.Contains(r.AskedPointId))));
    }
}
