using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Moves an own field up or down among those in use, as every form shows them. At the end of the list it stays where it is.</summary>
public sealed class MoveContactField(IDbContextFactory<PortalDb> databases)
{
    /// <param name="By">Places: −1 is one up, 1 is one down.</param>
    public sealed record Command(Id<ContactFieldDefinition> Id, int By);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var fields = await db.Set<ContactFieldDefinition>().OrderBy(f => f.RetiredAt != null).ThenBy(f => f.Place).ThenBy(f => f.Id).ToListAsync(ct);
        var from = fields.FindIndex(f => f.Id == command.Id && f.RetiredAt is null);
        if (from < 0)
        {
            return ContactFieldRules.Missing;
        }

        var to = Math.Clamp(from + command.By, 0, fields.Count(f => f.RetiredAt is null) - 1);
        if (to == from)
        {
            return default(Done);
        }

        var field = fields[from];
        fields.RemoveAt(from);
        fields.Insert(to, field);
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i].Place = i + 1;
        }

        db.Announce(ContactFieldEvent.Of(ContactFieldEvent.Moved, field, new ChangeList().Add("order", from + 1, to + 1)), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
