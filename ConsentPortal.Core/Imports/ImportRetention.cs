using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>The cells of rows that an import refused: whoever wants to mend them has had the time.</summary>
internal sealed class RejectedRowRetention(RetiredRows rows, IDbContextFactory<PortalDb> databases) : IRetains
{
    public RetentionClass Class { get; } = new("rejected_rows", 30, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => cut.Held.IsSilent
        ? rows.CountAsync(db => from r in Over(db, cut) join j in db.Set<ImportJob>() on r.JobId equals j.Id select j.EndedAt!.Value, ct)
        : CountFreeAsync(cut, ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        var slice = await SliceAsync(db, cut, ct);
        var numbers = slice.ConvertAll(r => r.Row);
        return numbers.Count == 0 ? 0 : await db.Set<RejectedRow>().Where(r => r.JobId == slice[0].JobId && numbers.Contains(r.Row)).ExecuteUpdateAsync(r => r.SetProperty(x => x.Cells, (string?)null), ct);
    }, ct);

    // a refused row has no number of an address, often not even a usable one: whose it is stands in its cells
    private async Task<RetentionSize> CountFreeAsync(RetentionCut cut, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (count, oldest) = (0L, (DateTimeOffset?)null);
        var ended = from r in Over(db, cut) join j in db.Set<ImportJob>() on r.JobId equals j.Id select new { r.Cells, j.EndedAt };
        await foreach (var row in ended.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!cut.Held.SpeaksOf(row.Cells))
            {
                (count, oldest) = (count + 1, oldest < row.EndedAt ? oldest : row.EndedAt);
            }
        }

        return new(count, oldest);
    }

    private static async Task<List<RejectedRow>> SliceAsync(PortalDb db, RetentionCut cut, CancellationToken ct)
    {
        List<RejectedRow> slice = [];
        await foreach (var row in Over(db, cut).AsNoTracking().OrderBy(r => r.JobId).ThenBy(r => r.Row).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (slice.Count == RetiredRows.Slice || (slice.Count > 0 && slice[0].JobId != row.JobId))
            {
                break;
            }

            if (!cut.Held.SpeaksOf(row.Cells))
            {
                slice.Add(row);
            }
        }

        return slice;
    }

    private static IQueryable<RejectedRow> Over(PortalDb db, RetentionCut cut)
        => db.Set<RejectedRow>().Where(r => r.Cells != null && db.Set<ImportJob>().Any(j => j.Id == r.JobId && j.EndedAt < cut.Before));
}

/// <summary>Files of imports that were begun and left: the copy goes, the import says that it was given up.</summary>
internal sealed class ImportFileRetention(ImportFiles files, IDbContextFactory<PortalDb> databases) : IRetains
{
    public RetentionClass Class { get; } = new("import_files", 30, 1, 365);

    public async Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var free = await FreeAsync(db, cut, ct);
        return new(free.Count, free.Count == 0 ? null : free.Min(j => j.CreatedAt));
    }

    public async Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var over = (await FreeAsync(db, cut, ct)).Take(RetiredRows.Slice / 4).ToList();
        foreach (var job in over)
        {
            job.State = ImportState.Discarded;
            db.Announce(ImportEvent.Of(job, "import.discarded"), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        over.ForEach(files.Delete);
        return over.Count;
    }

    // a file in which somebody stands whose data is held is kept whole
    private async Task<List<ImportJob>> FreeAsync(PortalDb db, RetentionCut cut, CancellationToken ct)
    {
        List<ImportJob> free = [];
        foreach (var job in await Over(db, cut).OrderBy(j => j.Id).ToListAsync(ct))
        {
            if (!files.Has(job) || !await cut.Held.StandsInAsync(files.PathOf(job), ct))
            {
                free.Add(job);
            }
        }

        return free;
    }

    private static IQueryable<ImportJob> Over(PortalDb db, RetentionCut cut) => db.Set<ImportJob>()
        .Where(j => j.CreatedAt < cut.Before && (j.EndedAt == null || j.EndedAt < cut.Before) && (j.State == ImportState.Draft || j.State == ImportState.Cancelled || j.State == ImportState.Failed));
}
