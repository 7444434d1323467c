using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>The member as the database knows them now: asked for every act, so that a changed role or password holds at once.</summary>
public sealed class ReadMember(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null when there is no such member.</summary>
    public async Task<TeamMember?> RunAsync(long id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct);
    }
}
