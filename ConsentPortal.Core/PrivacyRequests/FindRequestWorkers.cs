using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Who may work on requests, by name: whom one can be given to.</summary>
public sealed class FindRequestWorkers(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Active">False for somebody who left or changed roles, whose name old cases still need.</param>
    public sealed record Row(long Id, string Name, bool Active);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var members = await db.Set<TeamMember>().AsNoTracking().ToListAsync(ct); // a team is hundreds of people at most
        return members.Select(m => new Row(m.Id, m.DisplayName, m.Permissions.HasFlag(Permission.WorkRequests))).OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
    }
}
