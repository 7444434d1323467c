using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Which contact points somebody may open: all, or (own contacts only) those that one of their contacts uses.</summary>
internal static class PointScope
{
    public static readonly Problem Missing = Problem.NotFound("This address does not exist, or is not yours to see.");

    public static IQueryable<ContactPoint> VisibleTo(this IQueryable<ContactPoint> points, PortalDb db, Actor actor)
    {
        if (!actor.OwnContactsOnly)
        {
            return points;
        }

        var own = db.Set<ContactPointLink>().Where(l => l.Until == null && db.Set<Contact>().VisibleTo(actor).Select(c => c.Id).Contains(l.ContactId)).Select(l => l.PointId);
        return points.Where(p => own.Contains(p.Id));
    }

    /// <summary>The point, untracked; with a contact it must be one that the asker may see and that uses the point now.</summary>
    public static async Task<ContactPoint?> FindAsync(PortalDb db, Id<ContactPoint> id, Id<Contact> contact, Actor actor, CancellationToken ct)
    {
        var uses = contact.IsNone || await db.Set<ContactPointLink>().AnyAsync(l => l.PointId == id && l.ContactId == contact && l.Until == null
            && db.Set<Contact>().VisibleTo(actor).Any(c => c.Id == contact), ct);
        return uses ? await db.Set<ContactPoint>().AsNoTracking().VisibleTo(db, actor).FirstOrDefaultAsync(p => p.Id == id, ct) : null;
    }
}
