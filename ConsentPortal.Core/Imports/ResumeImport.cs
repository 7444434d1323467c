using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Lets a stopped or failed import go on where it stood: every row still comes in once.</summary>
public sealed class ResumeImport(ImportFiles files, IDbContextFactory<PortalDb> databases)
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

        if (!job.CanGoOn)
        {
            return Problem.Conflict("Only an import that was stopped can go on.");
        }

        if (!files.Has(job))
        {
            return ImportProblems.FileGone;
        }

        (job.State, job.CancelRequested, job.Error, job.EndedAt) = (ImportState.Queued, false, "", null);
        db.Announce(ImportEvent.Of(job, "import.resumed"), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
