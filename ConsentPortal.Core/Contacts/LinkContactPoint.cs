using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Gives a person one more address. What was said about the address before stays as it is: consent hangs on the address.</summary>
public sealed class LinkContactPoint(WriteQueue queue, ContactPoints points)
{
    public sealed record Command(Id<Contact> ContactId, IReadOnlyList<PointEntry> Points);

    /// <summary>Answers the points, in the order given, new or not.</summary>
    public async Task<Outcome<IReadOnlyList<Id<ContactPoint>>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        return await queue.RunAsync<Outcome<IReadOnlyList<Id<ContactPoint>>>>(async session =>
        {
            var db = await session.DbAsync(ct);
            if (await LoadAsync(db, command.ContactId, actor, ct) is not { } contact)
            {
                return Problem.NotFound("This contact does not exist, or is not yours to see.");
            }

            if (await RestrictedPeople.RefuseAsync(db, contact.Id, ct) is { } restricted)
            {
                return restricted;
            }

            List<Problem> problems = [];
            var addresses = ContactPoints.Parse(command.Points, await AddContact.CountryAsync(db, contact.AccountId, ct), problems);
            return problems.Count > 0 ? problems : await SaveAsync(session, contact, addresses, actor, ct);
        }, ct: ct);
    }

    internal static Task<Contact?> LoadAsync(PortalDb db, Id<Contact> id, Actor actor, CancellationToken ct)
        => db.Set<Contact>().VisibleTo(actor).Include(c => c.Links.Where(l => l.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct);

    private async Task<Outcome<IReadOnlyList<Id<ContactPoint>>>> SaveAsync(WriteSession session, Contact contact, List<ContactPoints.Parsed> addresses, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        ChangeList changes = new();
        List<Id<ContactPoint>> linked = [];
        foreach (var address in addresses)
        {
            var point = await points.FindOrMakeAsync(db, address, session.Now, ct);
            linked.Add(point.Id);
            if (points.Link(contact, point, session.Now))
            {
                changes.Add(Word.Of(address.Key.Channel), null, address.Key.Canonical);
            }
        }

        if (changes.Any)
        {
            contact.Touch(session.Now);
            db.Announce(ContactEvent.Of("contact.address_added", contact, changes.Items), actor);
            await db.SaveChangesAsync(ct);
        }

        return linked;
    }
}
