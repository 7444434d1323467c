using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Begins an export again that failed or was stopped, with the same filter and for the same reason. By its owner only: it reads what
/// they may see.</summary>
public sealed class RetryExport(ExportFiles files, IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ExportJob> JobId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ExportJob>().SingleOrDefaultAsync(j => j.Id == command.JobId, ct) is not { } job || !actor.Owns(job))
        {
            return ExportProblems.Gone;
        }

        if (job.State is not (ExportState.Failed or ExportState.Cancelled))
        {
            return Problem.Conflict("Only an export that failed or was stopped can begin again.");
        }

        if ((ExportRules.Refuse(files.Unseal(job.Filter), job.Reason, actor) ?? await ExportProblems.TooManyAsync(db, actor, ct)) is { } refusal)
        {
            return refusal;
        }

        files.Reserve(job.Id);
        job.Restart();
        db.Announce(job.Tell(ExportEvent.Retried), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
