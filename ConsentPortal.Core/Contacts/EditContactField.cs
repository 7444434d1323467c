using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Changes what is said of an own field. Stored values stay as they are, also where a choice was taken from the list.</summary>
public sealed class EditContactField(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Version">The version that the form was opened on.</param>
    public sealed record Command(Id<ContactFieldDefinition> Id, int Version, FieldFacts Facts);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ContactFieldDefinition>().FirstOrDefaultAsync(f => f.Id == command.Id, ct) is not { } field)
        {
            return ContactFieldRules.Missing;
        }

        var facts = ContactFieldRules.Tidy(command.Facts, field.Kind);
        var problems = ContactFieldRules.Refuse(facts, field.Kind);
        if (field.Version != command.Version)
        {
            problems.Add(Problem.Conflict(EditContact.Meanwhile));
        }

        if (problems.Count == 0 && field.RetiredAt is null && await ContactFieldRules.ClashAsync(db, facts.Label, field.Id, ct) is { } clash)
        {
            problems.Add(clash);
        }

        var changes = ContactFieldRules.Changes(field.Facts, facts);
        return problems.Count > 0 ? problems : !changes.Any ? default(Done) : await SaveAsync(db, field, facts, changes, actor, ct);
    }

    private static async Task<Outcome<Done>> SaveAsync(PortalDb db, ContactFieldDefinition field, FieldFacts facts, ChangeList changes, Actor actor, CancellationToken ct)
    {
        field.Take(facts);
        db.Announce(ContactFieldEvent.Of(ContactFieldEvent.Edited, field, changes), actor);
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
