using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Changes what is known about a person. Their addresses have verbs of their own.</summary>
public sealed class EditContact(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public const string Meanwhile = "Somebody else changed this record while you were editing. Your entries are still here; compare and save again.";

    /// <param name="Version">The version that the form was opened on.</param>
    public sealed record Command(Id<Contact> Id, int Version, ContactFields Fields)
    {
        /// <summary>Own fields by code; empty clears, what is left out stays.</summary>
        public IReadOnlyDictionary<string, string?>? Own { get; init; }
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var contact = await db.Set<Contact>().VisibleTo(actor).Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == command.Id, ct);
        if (contact is null)
        {
            return Problem.NotFound("This contact does not exist, or is not yours to see.");
        }

        var fields = (command.Fields with { OwnerId = actor.OwnContactsOnly ? contact.OwnerId : command.Fields.OwnerId }).Clean();
        var problems = await ContactRules.CheckAsync(fields, contact.Id, db, actor, ct);
        ChangeList changes = new();
        var own = command.Own is { Count: > 0 } said ? (await FieldBook.ReadAsync(db, actor, ct)).Lay(contact.Fields, said, problems, changes) : contact.Fields;
        if (contact.State.Restricted && (changes.Any || RestrictedPeople.Stricter(ContactFields.Of(contact), fields) != fields))
        {
            problems.Add(RestrictedPeople.Refusal);
        }

        ContactFields.Of(contact).ChangesTo(fields, changes);
        if (contact.Version != command.Version)
        {
            problems.Add(Problem.Conflict(Meanwhile));
        }

        if (problems.Count == 0 && fields.FirstName.Length + fields.LastName.Length == 0 && !await db.Set<ContactPointLink>().AnyAsync(l => l.ContactId == contact.Id && l.Until == null, ct))
        {
            problems.Add(Problem.Invalid("lastName", "Give a name: this person has no address."));
        }

        return problems.Count > 0 ? problems : changes.Any ? await SaveAsync(db, contact, fields, own, changes, actor, ct) : default(Done);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDb db, Contact contact, ContactFields fields, Dictionary<string, string> own, ChangeList changes, Actor actor, CancellationToken ct)
    {
        contact.Fields = own;
        contact.Take(fields, ids, clock.Now());
        db.Announce(ContactEvent.Of("contact.edited", contact, await ContactChanges.InWordsAsync(changes.Items, db, ct)), actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(Meanwhile);
        }

        return default(Done);
    }
}
