using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>The cells of rows that an import refused: whoever wants to mend them has had the time.</summary>
internal sealed class RejectedRowRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("rejected_rows", 30, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(
        db => from r in Over(db, cut) join j in db.Set<ImportJob>() on r.JobId equals j.Id select j.EndedAt!.Value, ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        if (await Over(db, cut).OrderBy(r => r.JobId).ThenBy(r => r.Row).Select(r => new { r.JobId, r.Row }).FirstOrDefaultAsync(ct) is not { } first)
        {
            return 0;
        }

        var slice = await Over(db, cut).Where(r => r.JobId == first.JobId).OrderBy(r => r.Row).Take(RetiredRows.Slice).Select(r => r.Row).ToListAsync(ct);
        return await db.Set<RejectedRow>().Where(r => r.JobId == first.JobId && slice.Contains(r.Row)).ExecuteUpdateAsync(r => r.SetProperty(x => x.Cells, (string?)null), ct);
    }, ct);

    private static IQueryable<RejectedRow> Over(PortalDb db, RetentionCut cut)
        => db.Set<RejectedRow>().Where(r => r.Cells != null && db.Set<ImportJob>().Any(j => j.Id == r.JobId && j.EndedAt < cut.Before));
}

/// <summary>Files of imports that were begun and left: the copy goes, the import says that it was given up.</summary>
internal sealed class ImportFileRetention(RetiredRows rows, ImportFiles files, IDbContextFactory<PortalDb> databases) : IRetains
{
    public RetentionClass Class { get; } = new("import_files", 30, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(j => j.CreatedAt), ct);

    public async Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var over = await Over(db, cut).OrderBy(j => j.Id).Take(RetiredRows.Slice / 4).ToListAsync(ct);
        foreach (var job in over)
        {
            job.State = ImportState.Discarded;
            db.Announce(ImportEvent.Of(job, "import.discarded"), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        over.ForEach(files.Delete);
        return over.Count;
    }

    private static IQueryable<ImportJob> Over(PortalDb db, RetentionCut cut) => db.Set<ImportJob>()
        .Where(j => j.CreatedAt < cut.Before && (j.EndedAt == null || j.EndedAt < cut.Before) && (j.State == ImportState.Draft || j.State == ImportState.Cancelled || j.State == ImportState.Failed));
}
