using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Takes an address from a person: the link is closed, never deleted, and the address keeps its consent and its history.</summary>
public sealed class UnlinkContactPoint(WriteQueue queue)
{
    public sealed record Command(Id<Contact> ContactId, Id<ContactPoint> PointId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        return await queue.RunAsync<Outcome<Done>>(async session =>
        {
            var db = await session.DbAsync(ct);
            if (await LinkContactPoint.LoadAsync(db, command.ContactId, actor, ct) is not { } contact)
            {
                return Problem.NotFound("This contact does not exist, or is not yours to see.");
            }

            if (await RestrictedPeople.RefuseAsync(db, contact.Id, ct) is { } restricted)
            {
                return restricted;
            }

            if (contact.Links.Find(l => l.PointId == command.PointId) is not { } link)
            {
                return Problem.NotFound("This address is not linked to this contact any more.");
            }

            var point = await db.Set<ContactPoint>().AsNoTracking().FirstAsync(p => p.Id == command.PointId, ct);
            link.Close(session.Now);
            contact.Touch(session.Now);
            db.Announce(ContactEvent.Of("contact.address_removed", contact, [new(Word.Of(point.Channel), point.Canonical, null)]), actor);
            await db.SaveChangesAsync(ct);
            return default(Done);
        }, ct: ct);
    }
}
