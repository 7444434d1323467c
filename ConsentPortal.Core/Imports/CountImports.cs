using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>How many imports run, wait to be finished, or went wrong lately.</summary>
public sealed class CountImports(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public sealed record View(int Running, int Drafts, int Failed);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var since = clock.Now() - Lately;
        var states = await db.Set<ImportJob>().AsNoTracking()
            .Where(j => j.State == ImportState.Queued || j.State == ImportState.Running || (j.CreatedAt > since && (j.State == ImportState.Draft || j.State == ImportState.Failed || j.State == ImportState.Cancelled)))
            .Select(j => j.State).ToListAsync(ct);
        return new View(states.Count(s => s is ImportState.Queued or ImportState.Running), states.Count(s => s == ImportState.Draft), states.Count(s => s is ImportState.Failed or ImportState.Cancelled));
    }
}
