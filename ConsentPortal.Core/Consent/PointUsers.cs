using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Who uses the addresses of a page of rows now, as far as the asker may see them.</summary>
internal sealed class PointUsers
{
    public static readonly PointUsers Nobody = new([]);

    private readonly ILookup<Id<ContactPoint>, (Id<Contact> ContactId, string Name, bool Restricted)> users;

    private PointUsers(IEnumerable<(Id<ContactPoint> PointId, Id<Contact> ContactId, string Name, bool Restricted)> found) => users = found.ToLookup(f => f.PointId, f => (f.ContactId, f.Name, f.Restricted));

    public static async Task<PointUsers> OfAsync(PortalDb db, List<Id<ContactPoint>> points, Actor actor, CancellationToken ct)
    {
        var found = await (from l in db.Set<ContactPointLink>().AsNoTracking()
                           join c in db.Set<Contact>().VisibleTo(actor) on l.ContactId equals c.Id
                           where points.Contains(l.PointId) && l.Until == null
                           select new { l.PointId, l.ContactId, Name = (c.FirstName + " " + c.LastName).Trim(), Restricted = c.States.Any(s => s.Until == null && s.Restricted) }).ToListAsync(ct);
        return new(found.Select(f => (f.PointId, f.ContactId, f.Name, f.Restricted)));
    }

    /// <summary>The one person who uses the address, or the one that was named; none where there are several or nobody.</summary>
    public (Id<Contact> ContactId, string Name) Of(Id<ContactPoint> point, Id<Contact> named)
        => users[point].Where(u => named.IsNone || u.ContactId == named).Distinct().ToList() is [var only] ? (only.ContactId, only.Name) : (default, "");

    /// <summary>Of that one person: stored and nothing else (GDPR art. 18).</summary>
    public bool Restricted(Id<ContactPoint> point, Id<Contact> person) => !person.IsNone && users[point].Any(u => u.ContactId == person && u.Restricted);
}
