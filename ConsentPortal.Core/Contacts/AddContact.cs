using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Writes down a new person with their addresses. A representative who sees only their own contacts owns what they add.</summary>
public sealed class AddContact(WriteQueue queue, ContactPoints points, IdSource ids)
{
    public sealed record Command(ContactFields Fields, IReadOnlyList<PointEntry> Points)
    {
        /// <summary>Own fields by code; empty clears, what is left out stays.</summary>
        public IReadOnlyDictionary<string, string?>? Own { get; init; }
    }

    public async Task<Outcome<Id<Contact>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        var owner = actor.OwnContactsOnly ? actor.Number : command.Fields.OwnerId;
        var fields = (command.Fields with { OwnerId = owner }).Clean();
        return await queue.RunAsync<Outcome<Id<Contact>>>(async session =>
        {
            var db = await session.DbAsync(ct);
            var problems = await ContactRules.CheckAsync(fields, default, db, actor, ct);
            var addresses = ContactPoints.Parse(command.Points, await CountryAsync(db, fields.AccountId, ct), problems);
            if (fields.FirstName.Length + fields.LastName.Length == 0 && addresses.Count == 0 && problems.Count == 0)
            {
                problems.Add(Problem.Invalid("lastName", "Give a name or at least one address."));
            }

            var changes = new ContactFields { Kind = fields.Kind }.ChangesTo(fields);
            Contact contact = new() { Id = ids.Next<Contact>(), CreatedAt = session.Now };
            contact.Fields = command.Own is { Count: > 0 } said ? (await FieldBook.ReadAsync(db, actor, ct)).Lay(contact.Fields, said, problems, changes) : [];
            return problems.Count > 0 ? problems : await SaveAsync(session, contact, fields, addresses, changes, actor, ct);
        }, ct: ct);
    }

    /// <summary>The country by which a number may be written the national way: the account's.</summary>
    internal static async Task<string?> CountryAsync(PortalDb db, Id<Account> account, CancellationToken ct)
        => account.IsNone ? null : Text.CleanOrNull(await db.Set<Account>().Where(a => a.Id == account).Select(a => a.Country).FirstOrDefaultAsync(ct));

    private async Task<Id<Contact>> SaveAsync(WriteSession session, Contact contact, ContactFields fields, List<ContactPoints.Parsed> addresses, ChangeList changes, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        contact.Take(fields, ids, session.Now);
        foreach (var address in addresses)
        {
            points.Link(contact, await points.FindOrMakeAsync(db, address, session.Now, ct), session.Now);
            changes.Add(Word.Of(address.Key.Channel), null, address.Key.Canonical);
        }

        db.Add(contact);
        db.Announce(ContactEvent.Of("contact.added", contact, await ContactChanges.InWordsAsync(changes.Items, db, ct)), actor);
        await db.SaveChangesAsync(ct);
        return contact.Id;
    }
}
