using System.Diagnostics;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Exports;

/// <summary>Writes the file of a waiting export, from its beginning: what a killed process left is written over. The file becomes fetchable
/// in the save that says how many rows it has and what its SHA-256 is, so half a file is never served.</summary>
public sealed class RunExport(ExportReads reads, ExportFiles files, ExportSettings settings, IDbContextFactory<PortalDb> databases, TimeProvider clock, ILogger<RunExport> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private sealed class StoppedException(string message, Exception? inner = null) : Exception(message, inner);

    /// <summary>Answers how it ended. A cancelled <paramref name="ct"/> leaves it running on paper; the next process begins it again.</summary>
    public async Task<ExportState> RunAsync(Id<ExportJob> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ExportJob>().SingleAsync(j => j.Id == id, ct);
        var actor = await ExportOwners.NowAsync(db, job, clock.Now(), ct);
        var ask = files.Unseal(job.Filter);
        if (actor is null || ExportRules.RefuseReading(ask, actor) is not null)
        {
            return await EndAsync(db, job, ExportState.Failed, "The one who asked may no longer take this list out.", actor ?? Actor.System);
        }

        try
        {
            if (!await BeginAsync(db, job, ask, actor, ct))
            {
                return await EndAsync(db, job, ExportState.Cancelled, "", actor);
            }

            return await WriteAsync(db, job, ask, actor, ct);
        }
        catch (StoppedException)
        {
            return await EndAsync(db, job, ExportState.Cancelled, "", actor);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "Export {Job} failed.", id);
            return await EndAsync(db, job, ExportState.Failed, Say(error), actor);
        }
    }

    // false where somebody was quicker and stopped it
    private async Task<bool> BeginAsync(PortalDb db, ExportJob job, ExportAsk ask, Actor actor, CancellationToken ct)
    {
        var claimed = await db.Set<ExportJob>().Where(j => j.Id == job.Id && !j.CancelRequested && (j.State == ExportState.Queued || j.State == ExportState.Running)).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ExportState.Running), ct);
        if (claimed == 0)
        {
            return false;
        }

        (job.State, job.StartedAt, job.RowsDone) = (ExportState.Running, clock.Now(), 0);
        job.RowsTotal = await reads.CountAsync(ask, actor, int.MaxValue, ct);
        db.Announce(job.Tell(ExportEvent.Begun), actor);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<ExportState> WriteAsync(PortalDb db, ExportJob job, ExportAsk ask, Actor actor, CancellationToken ct)
    {
        ExportRun run = new(await reads.OpenAsync(ask, actor, ct), job.Format);
        var (file, key, sealedKey) = files.Begin(job.Id);
        await using (file)
        {
            await using SealedFile.Writer to = new(file, key);
            var (used, told) = (files.Used(), Stopwatch.GetTimestamp());
            await run.WriteAsync(to, ct, async () =>
            {
                files.CheckRoom(used, to.Size);
                if (Stopwatch.GetElapsedTime(told) > Beat)
                {
                    told = Stopwatch.GetTimestamp();
                    await ProgressAsync(job.Id, run.Rows, ct);
                }
            });
            await ProgressAsync(job.Id, run.Rows, ct);
            (job.FileHash, job.FileSize, job.FileKey) = (await to.FinishAsync(ct), to.Size, sealedKey);
            file.Flush(flushToDisk: true);
        }

        job.RowsDone = run.Rows;
        run.TellReads(db, actor);
        return await ReadyAsync(db, job, actor, ct);
    }

    // apart from the job at hand, which is saved only where it begins and ends
    private async ValueTask ProgressAsync(Id<ExportJob> id, long rows, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<ExportJob>().Where(j => j.Id == id).ExecuteUpdateAsync(s => s.SetProperty(j => j.RowsDone, rows), ct);
        if (await db.Set<ExportJob>().AnyAsync(j => j.Id == id && (j.CancelRequested || j.State != ExportState.Running), ct))
        {
            throw new StoppedException("Somebody stopped the export.");
        }
    }

    private async Task<ExportState> ReadyAsync(PortalDb db, ExportJob job, Actor actor, CancellationToken ct)
    {
        (job.State, job.EndedAt) = (ExportState.Ready, clock.Now());
        job.ExpiresAt = job.EndedAt + settings.Life;
        db.Announce(job.Tell(ExportEvent.Ended).With(("rows", job.RowsDone), ("whole", true), ("sha256", Convert.ToHexStringLower(job.FileHash!))), actor);
        await db.SaveChangesAsync(ct);
        log.LogInformation("Export {Job} is ready: {Rows} rows, {Bytes} bytes.", job.Id, job.RowsDone, job.FileSize);
        return job.State;
    }

    private async Task<ExportState> EndAsync(PortalDb db, ExportJob job, ExportState state, string error, Actor actor)
    {
        job.FileHash = null;
        job.End(state, error, clock.Now());
        var told = job.Tell(state == ExportState.Failed ? ExportEvent.Failed : ExportEvent.Ended).With(("whole", false));
        db.Announce(told, actor);
        await db.SaveChangesAsync(CancellationToken.None);
        files.Delete(job.Id);
        return state;
    }

    private static string Say(Exception error) => error switch
    {
        ExportTooLargeException => "All exports together would take more room on the disk than this portal grants them. Delete older ones, or narrow this one.",
        TimeoutException => "The database was too busy. Begin it again later, or narrow it.",
        IOException { HResult: unchecked((int)0x80070070) or 28 } => "The disk of the portal is full. Make room, then begin it again.",
        _ => "The export was interrupted by a fault. Begin it again; where it fails again, an administrator finds the reason in the log.",
    };
}
