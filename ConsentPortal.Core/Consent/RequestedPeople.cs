using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes what somebody said on a public form to a person record, once their address has confirmed: a new lead, or only what is
/// still empty in the one that uses the address. Nobody who fills in a form overwrites what is known.</summary>
public sealed class RequestedPeople(IdSource ids, ContactPoints points)
{
    internal static Task<RequestedPerson?> FindAsync(PortalDb db, Id<RequestedPerson> id, CancellationToken ct)
        => id.IsNone ? Task.FromResult<RequestedPerson?>(null) : db.Set<RequestedPerson>().FirstOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>Answers the person; none where several use the address and nobody can tell which of them it is.</summary>
    internal async ValueTask<Id<Contact>> WriteAsync(WriteSession session, RequestedPerson person, Id<ContactPoint> pointId, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var point = await db.Set<ContactPoint>().FirstAsync(p => p.Id == pointId, ct);
        var users = await UsersAsync(db, person, point, ct);
        if (users.Count > 1)
        {
            return default;
        }

        var guardian = person.Child ? await GuardianAsync(session, person, ct) : default;
        var contact = users is [var only] ? only : new Contact { Id = ids.Next<Contact>(), CreatedAt = session.Now };
        var isNew = users.Count == 0;
        var before = isNew ? new ContactFields { Kind = ContactKind.Lead } : ContactFields.Of(contact);
        var filled = Filled(before, person, guardian);
        var changes = Linked(contact, point, before.ChangesTo(filled), session.Now);
        if (isNew || changes.Any)
        {
            contact.Take(filled, ids, session.Now);
        }

        await SaveAsync(db, contact, isNew, changes, ct);
        person.Became(contact.Id);
        await db.SaveChangesAsync(ct);
        return contact.Id;
    }

    private ChangeList Linked(Contact contact, ContactPoint point, ChangeList changes, DateTimeOffset now)
        => points.Link(contact, point, now) ? changes.Add(Word.Of(point.Channel), null, point.Canonical) : changes;

    private static ContactFields Filled(ContactFields now, RequestedPerson person, Id<Contact> guardian) => (now with
    {
        FirstName = now.FirstName.Length + now.LastName.Length == 0 ? person.FirstName : now.FirstName,
        LastName = now.FirstName.Length + now.LastName.Length == 0 ? person.LastName : now.LastName,
        Language = now.Language.Length == 0 ? Text.Cut(person.Language, Contact.LanguageMaxLength) : now.Language,
        Child = now.Child || person.Child, GuardianId = now.GuardianId.IsNone ? guardian : now.GuardianId,
    }).Clean();

    // who it became already (a second address of the same form), else who uses the address. An adult who shares it with a child is not that child
    private static async Task<List<Contact>> UsersAsync(PortalDb db, RequestedPerson person, ContactPoint point, CancellationToken ct)
    {
        var contacts = db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Include(c => c.Links.Where(l => l.Until == null));
        var became = person.ContactId.IsNone ? default : await ContactAliases.StandingAsync(db, person.ContactId, ct);
        return became.IsNone
            ? await contacts.Where(c => c.Links.Any(l => l.PointId == point.Id && l.Until == null) && (!person.Child || c.States.Any(s => s.Until == null && s.Child))).Take(2).ToListAsync(ct)
            : await contacts.Where(c => c.Id == became).ToListAsync(ct);
    }

    // the adult who uses the guardian's address, else a new one
    private async ValueTask<Id<Contact>> GuardianAsync(WriteSession session, RequestedPerson person, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (!ContactPointKey.TryParse(Channel.Email, person.GuardianAddress, out var key))
        {
            return default;
        }

        var point = await points.FindOrMakeAsync(db, new(key, person.GuardianAddress), session.Now, ct);
        var known = await db.Set<Contact>().Where(c => c.Links.Any(l => l.PointId == point.Id && l.Until == null) && !c.States.Any(s => s.Until == null && s.Child)).OrderBy(c => c.Id).FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known.Id;
        }

        Contact guardian = new() { Id = ids.Next<Contact>(), CreatedAt = session.Now };
        ContactFields fields = new() { Kind = ContactKind.Lead, LastName = Text.Cut(person.GuardianName, Contact.NameMaxLength), Language = Text.Cut(person.Language, Contact.LanguageMaxLength) };
        guardian.Take(fields, ids, session.Now);
        await SaveAsync(db, guardian, isNew: true, Linked(guardian, point, new ContactFields { Kind = ContactKind.Lead }.ChangesTo(fields), session.Now), ct);
        return guardian.Id;
    }

    private static async ValueTask SaveAsync(PortalDb db, Contact contact, bool isNew, ChangeList changes, CancellationToken ct)
    {
        if (isNew)
        {
            db.Add(contact);
        }

        if (isNew || changes.Any)
        {
            db.Announce(ContactEvent.Of(isNew ? "contact.added" : "contact.edited", contact, await ContactChanges.InWordsAsync(changes.Items, db, ct)), Actor.Subject);
        }

        await db.SaveChangesAsync(ct);
    }
}
