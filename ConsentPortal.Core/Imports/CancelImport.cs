using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Stops an import: at once while it waits, at its next batch while it runs. What is written stays; it can go on later.</summary>
public sealed class CancelImport(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ImportJob> JobId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ImportJob>().FindAsync([command.JobId], ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (job.State is not (ImportState.Queued or ImportState.Running) || job.CancelRequested)
        {
            return default(Done); // it has ended, or somebody else was quicker
        }

        job.CancelRequested = true;
        job.State = job.State == ImportState.Queued ? ImportState.Cancelled : job.State;
        db.Announce(ImportEvent.Of(job, "import.cancelled"), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
