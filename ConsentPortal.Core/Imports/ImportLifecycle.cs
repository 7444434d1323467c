using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Imports;

/// <summary>The states that a running import passes through, each announced.</summary>
public sealed class ImportLifecycle(ImportFiles files, IDbContextFactory<PortalDb> databases, SealLedger seal, TimeProvider clock, ILogger<ImportLifecycle> log)
{
    internal string PathOf(ImportJob job) => files.PathOf(job);

    /// <summary>Seals what the import has written, so that a long one is sealed as it grows.</summary>
    internal async Task SealAsync(bool onlyWhenDue, CancellationToken ct) => await seal.RunAsync(new(onlyWhenDue), Actor.System, ct);

    /// <summary>The job as it stands, now running; a problem where it is not to be run.</summary>
    internal async Task<Outcome<ImportJob>> BeginAsync(Id<ImportJob> id, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ImportJob>().FindAsync([id], ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (job.State is not (ImportState.Queued or ImportState.Running) || !files.Has(job))
        {
            return files.Has(job) ? Problem.Conflict("This import does not wait to be run.") : ImportProblems.FileGone;
        }

        if (job.State != ImportState.Running)
        {
            job.State = ImportState.Running;
            job.FirstSequence = job.StartedAt is null ? await ImportAccess.HeadAsync(db, ct) : job.FirstSequence;
            job.StartedAt ??= clock.Now();
            db.Announce(ImportEvent.Of(job, "import.running"), actor);
            await db.SaveChangesAsync(ct);
        }

        return job;
    }

    internal async Task<Outcome<ImportState>> EndAsync(Id<ImportJob> id, ImportState state, Actor actor, CancellationToken ct)
    {
        var job = await SaveAsync(id, state, "", actor, ct);
        log.LogInformation("Import {Job} {State}: {Rows} rows.", id, state, job.RowsTotal);
        if (state == ImportState.Finished)
        {
            files.Delete(job);
        }

        return state;
    }

    internal async Task<Outcome<ImportState>> FailAsync(Id<ImportJob> id, Exception error, Actor actor, CancellationToken ct)
    {
        log.LogError(error, "Import {Job} failed.", id);
        await SaveAsync(id, ImportState.Failed, "The import was interrupted by a fault. What was loaded stays; it can go on where it stopped.", actor, ct);
        return ImportState.Failed;
    }

    private async Task<ImportJob> SaveAsync(Id<ImportJob> id, ImportState state, string error, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        (job.State, job.Error, job.EndedAt, job.LastSequence) = (state, error, clock.Now(), await ImportAccess.HeadAsync(db, ct));
        db.Announce(ImportEvent.Of(job, $"import.{Word.Of(state)}"), actor);
        await db.SaveChangesAsync(ct);
        return job;
    }
}
