using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The addresses of a matrix, each with the other people who use it.</summary>
internal static class MatrixPoints
{
    private const int Most = 60, NamesMost = 5;

    public static async Task<List<MatrixPoint>> OfAsync(PortalDb db, ReadConsentMatrix.Query query, Actor actor, CancellationToken ct)
    {
        var found = query.ContactId.IsNone ? await AloneAsync(db, query.PointId, actor, ct) : await LinkedAsync(db, query.ContactId, ct);
        var ids = found.ConvertAll(p => p.Id);
        var sharers = await SharersAsync(db, ids, query.ContactId, ct);
        var visible = await db.Set<Contact>().VisibleTo(actor).Where(c => sharers.Select(s => s.ContactId).Contains(c.Id))
            .Select(c => new MatrixSharer(c.Id, (c.FirstName + " " + c.LastName).Trim())).ToDictionaryAsync(c => c.Id, ct);
        var restricted = await db.Set<Restriction>().Where(r => ids.Contains(r.PointId) && r.Until == null).Select(r => r.PointId).ToListAsync(ct);
        return found.ConvertAll(p =>
        {
            var mine = sharers.Where(s => s.PointId == p.Id).ToList();
            List<MatrixSharer> named = [.. mine.Where(s => visible.ContainsKey(s.ContactId)).Select(s => visible[s.ContactId]).Take(NamesMost)];
            return new MatrixPoint(p.Id, p.Channel, p.Address, p.Canonical) { Others = named, HiddenOthers = mine.Count - named.Count, Restricted = restricted.Contains(p.Id) };
        });
    }

    private static async Task<List<ContactPoint>> LinkedAsync(PortalDb db, Id<Contact> contact, CancellationToken ct)
    {
        var linked = await (from l in db.Set<ContactPointLink>().AsNoTracking()
                            join p in db.Set<ContactPoint>() on l.PointId equals p.Id
                            where l.ContactId == contact && l.Until == null
                            select new { Point = p, l.From }).Take(Most).ToListAsync(ct);
        return [.. linked.OrderBy(l => l.Point.Channel).ThenBy(l => l.From).ThenBy(l => l.Point.Id).Select(l => l.Point)];
    }

    // a number is one thing to a person: its other channel is shown beside it
    private static async Task<List<ContactPoint>> AloneAsync(PortalDb db, Id<ContactPoint> id, Actor actor, CancellationToken ct)
    {
        var visible = db.Set<ContactPoint>().AsNoTracking().VisibleTo(db, actor);
        if (await visible.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } point)
        {
            return [];
        }

        var canonical = point.Canonical;
        var others = point.Channel.IsPhone() && canonical is not null
            ? await visible.Where(p => p.Canonical == canonical && p.Id != id && (p.Channel == Channel.Sms || p.Channel == Channel.Voice)).ToListAsync(ct) : [];
        return [.. others.Append(point).OrderBy(p => p.Channel)];
    }

    private static async Task<List<(Id<ContactPoint> PointId, Id<Contact> ContactId)>> SharersAsync(PortalDb db, List<Id<ContactPoint>> points, Id<Contact> but, CancellationToken ct)
    {
        var links = await db.Set<ContactPointLink>().AsNoTracking().Where(l => points.Contains(l.PointId) && l.Until == null && l.ContactId != but)
            .OrderBy(l => l.From).Select(l => new { l.PointId, l.ContactId }).ToListAsync(ct);
        return links.ConvertAll(l => (l.PointId, l.ContactId));
    }
}
