using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Takes an own field out of use, or up again. Its values stay with the people: hidden from forms, files and programs, but part of what is
/// handed out and erased.</summary>
public sealed class RetireContactField(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Active">True = taken up again.</param>
    public sealed record Command(Id<ContactFieldDefinition> Id, bool Active = false);

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

        if (field.RetiredAt is null == command.Active)
        {
            return default(Done);
        }

        if (command.Active && await ContactFieldRules.ClashAsync(db, field.Label, field.Id, ct) is not null)
        {
            return Problem.Conflict("Another field has this name by now. Rename one of them first.");
        }

        field.RetiredAt = command.Active ? null : clock.Now();
        db.Announce(ContactFieldEvent.Of(command.Active ? ContactFieldEvent.Restored : ContactFieldEvent.Retired, field, new()), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
