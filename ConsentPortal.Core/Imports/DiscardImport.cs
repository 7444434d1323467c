using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Gives up a draft or a stopped import and deletes its file. Consent that it has written stays.</summary>
public sealed class DiscardImport(ImportFiles files, IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ImportJob> JobId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ImportAccess.FindAsync(db, command.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (job.State != ImportState.Draft && !job.CanGoOn)
        {
            return Problem.Conflict("Stop the import before you discard it.");
        }

        job.State = ImportState.Discarded;
        db.Announce(ImportEvent.Of(job, "import.discarded"), actor);
        await db.SaveChangesAsync(ct);
        files.Delete(job);
        return default(Done);
    }
}
