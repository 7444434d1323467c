using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Sets own fields of a person and nothing else: for staff what they may write, for the person themselves (proved elsewhere) the fields of
/// self-service.</summary>
public sealed class SetContactFields(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Values">By code; empty clears, what is left out stays.</param>
    public sealed record Command(Id<Contact> Contact, IReadOnlyDictionary<string, string?> Values);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind is not (ActorKind.Subject or ActorKind.Guardian) && actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Contact>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == command.Contact, ct) is not { } contact)
        {
            return Problem.NotFound("This contact does not exist, or is not yours to see.");
        }

        if (await RestrictedPeople.RefuseAsync(db, contact.Id, ct) is { } restricted)
        {
            return restricted;
        }

        List<Problem> problems = [];
        ChangeList changes = new();
        var values = (await FieldBook.ReadAsync(db, actor, ct)).Lay(contact.Fields, command.Values, problems, changes);
        if (problems.Count > 0 || !changes.Any)
        {
            return problems.Count > 0 ? problems : default(Done);
        }

        return await SaveAsync(db, contact, values, changes, actor, ct);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDb db, Contact contact, Dictionary<string, string> values, ChangeList changes, Actor actor, CancellationToken ct)
    {
        contact.Fields = values;
        contact.Touch(clock.Now());
        db.Announce(ContactEvent.Of("contact.edited", contact, changes.Items), actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return default(Done);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(EditContact.Meanwhile);
        }
    }
}
