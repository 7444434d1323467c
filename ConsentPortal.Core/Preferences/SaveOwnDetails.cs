using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>A person corrects what is known about them: name, and the language they want to be written to in. Nothing about consent.</summary>
public sealed class SaveOwnDetails(IDbContextFactory<PortalDb> databases, AddressProofs proofs, IdSource ids, TimeProvider clock)
{
    /// <param name="Proof">Of the link's own address, for <see cref="OwnDetails.Use"/>.</param>
    /// <param name="Version">The version of the record that the form showed.</param>
    /// <param name="Language">BCP 47; empty = no preference.</param>
    public sealed record Command(PreferenceLink Link, string Proof, int Version, string FirstName, string LastName, string Language);

    /// <summary>The proof is the authority. Problems name their field; a conflict has none.</summary>
    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (!OwnDetails.IsProved(proofs, command.Link, command.Proof, clock.Now()))
        {
            return new Problem(Refusal.Forbidden, OwnDetails.NotProved);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (id, _) = await OwnDetails.PersonAsync(db, command.Link, ct);
        var person = await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct);
        if (person is null or { State.Restricted: true })
        {
            return Problem.NotFound(OwnDetails.NotOne);
        }

        var fields = (ContactFields.Of(person) with { FirstName = command.FirstName, LastName = command.LastName, Language = command.Language }).Clean();
        var problems = (await ContactRules.CheckAsync(fields, person.Id, db, actor, ct)).Where(p => p.Field is "firstName" or "lastName" or "language").ToList();
        if (person.Version != command.Version)
        {
            problems.Add(Problem.Conflict(EditContact.Meanwhile));
        }

        return problems.Count > 0 ? problems : await SaveAsync(db, person, fields, actor, ct);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDb db, Contact person, ContactFields fields, Actor actor, CancellationToken ct)
    {
        var changes = ContactFields.Of(person).ChangesTo(fields);
        if (!changes.Any)
        {
            return default(Done);
        }

        person.Take(fields, ids, clock.Now());
        db.Announce(ContactEvent.Of("contact.edited", person, changes.Items), actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(EditContact.Meanwhile);
        }

        return default(Done);
    }
}
