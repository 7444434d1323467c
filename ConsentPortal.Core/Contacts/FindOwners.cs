using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Who may look after a contact: every active member of the team; for somebody with own contacts only, they themselves.</summary>
public sealed class FindOwners(IDbContextFactory<PortalDb> databases)
{
    public sealed record Row(long Id, string Name);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var me = actor.Number;
        return await db.Users.AsNoTracking().Where(u => actor.OwnContactsOnly ? u.Id == me : !u.Disabled)
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Take(500).Select(u => new Row(u.Id, u.DisplayName)).ToListAsync(ct);
    }
}
