using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Which import is to be worked on next: the oldest that waits or was left running, and whose file lies in this data directory.</summary>
public sealed class FindWaitingImport(ImportFiles files, IDbContextFactory<PortalDb> databases)
{
    public async Task<Id<ImportJob>?> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<ImportJob>().AsNoTracking().Where(j => j.State == ImportState.Queued || j.State == ImportState.Running).OrderBy(j => j.Id).ToListAsync(ct);
        return waiting.Find(files.Has)?.Id;
    }

    /// <summary>The oldest undo that waits or was left running.</summary>
    public async Task<Id<ImportJob>?> UndoAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<ImportUndo>().AsNoTracking().Where(u => u.State == ImportState.Queued || u.State == ImportState.Running).OrderBy(u => u.CreatedAt).Select(u => u.JobId).Take(1).ToListAsync(ct);
        return waiting is [var next] ? next : null;
    }

    /// <summary>The unfinished import of the same file with the same options: what the same command goes on with.</summary>
    public async Task<ImportJob?> LikeAsync(byte[] hash, ImportOptions options, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var alike = await db.Set<ImportJob>().AsNoTracking().Where(j => j.FileHash == hash && (j.State == ImportState.Queued || j.State == ImportState.Running
            || j.State == ImportState.Cancelled || j.State == ImportState.Failed)).OrderBy(j => j.Id).ToListAsync(ct);
        return alike.Find(j => j.Options == options.ToJson() && files.Has(j));
    }
}
