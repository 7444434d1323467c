using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>People whose data may be stored and nothing else (GDPR art. 18): what nobody changes, and what is taken all the same.</summary>
public static class RestrictedPeople
{
    public const string Sentence = "This person's data is restricted: it is stored, and neither changed nor used until the restriction is lifted. An opt-out still counts.";

    public static readonly Problem Refusal = Problem.Conflict(Sentence, "restricted");

    /// <summary>The refusal where this person is restricted; null where they are not.</summary>
    internal static async Task<Problem?> RefuseAsync(PortalDb db, Id<Contact> contact, CancellationToken ct)
        => await db.Set<ContactState>().AnyAsync(s => s.ContactId == contact && s.Until == null && s.Restricted, ct) ? Refusal : null;

    /// <summary>What of a change is taken from a restricted person: limits that get stricter, as an opt-out would. The rest stays as it was.</summary>
    internal static ContactFields Stricter(ContactFields now, ContactFields wanted) => now with
    {
        DoNotTrack = now.DoNotTrack || wanted.DoNotTrack, DoNotBulk = now.DoNotBulk || wanted.DoNotBulk, DoNotMail = now.DoNotMail || wanted.DoNotMail,
        DoNotPhone = now.DoNotPhone || wanted.DoNotPhone, Level = wanted.Level < now.Level ? wanted.Level : now.Level,
    };

    /// <summary>Begins or ends it: for the person and for every address in use. The caller announces and saves. Answers how many addresses it touched.</summary>
    internal static async Task<int> SetAsync(PortalDb db, Contact contact, bool restricted, string reason, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        contact.Restrict(restricted, ids, now);
        var open = await db.Set<Restriction>().Where(r => r.ContactId == contact.Id && r.Until == null).ToListAsync(ct);
        if (!restricted)
        {
            open.ForEach(r => r.Close(now));
            return open.Count;
        }

        var points = contact.Links.Where(l => l.IsOpen).Select(l => l.PointId).Except(open.Select(r => r.PointId)).ToList();
        points.ForEach(p => db.Add(new Restriction { Id = ids.Next<Restriction>(), PointId = p, ContactId = contact.Id, From = now, Reason = reason }));
        return points.Count;
    }
}
