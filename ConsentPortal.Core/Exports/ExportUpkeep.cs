using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>What the worker does beside writing: finds the next job, and deletes files whose time is over.</summary>
public sealed class ExportUpkeep(ExportFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>The oldest that waits, or was left running by a process that ended, and whose place lies in this data directory.</summary>
    internal async Task<Id<ExportJob>?> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<ExportJob>().AsNoTracking().Where(j => j.State == ExportState.Queued || j.State == ExportState.Running).OrderBy(j => j.Id).ToListAsync(ct);
        return waiting.Find(files.Has)?.Id;
    }

    /// <summary>Deletes the files that are over their time; answers how many.</summary>
    /// <param name="before">Files made earlier go too, whatever they say of their time.</param>
    public async Task<int> DeleteAsync(CancellationToken ct, DateTimeOffset? before = null)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        var over = await db.Set<ExportJob>().Where(j => j.State == ExportState.Ready && (j.ExpiresAt <= now || j.CreatedAt < before)).OrderBy(j => j.Id).Take(100).ToListAsync(ct);
        foreach (var job in over)
        {
            job.End(ExportState.Deleted, "", now);
            db.Announce(job.Tell(ExportEvent.Deleted), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        over.ForEach(j => files.Delete(j.Id));
        return over.Count;
    }

    /// <summary>Deletes what a killed process left behind.</summary>
    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var known = await db.Set<ExportJob>().Where(j => j.State == ExportState.Queued || j.State == ExportState.Running || j.State == ExportState.Ready).Select(j => j.Id).ToListAsync(ct);
        files.Sweep(known.Select(ExportFiles.NameOf).ToHashSet(StringComparer.Ordinal));
    }
}
