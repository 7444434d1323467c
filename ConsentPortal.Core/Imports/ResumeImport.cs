using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Lets a stopped or failed import, or its undo, go on where it stood: every row still comes in once.</summary>
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
        if (await ImportAccess.FindAsync(db, command.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (ImportAccess.LacksPeople(actor, job.Kind) is { } people)
        {
            return people;
        }

        if (await db.Set<ImportUndo>().FindAsync([job.Id], ct) is { } undo)
        {
            return await GoOnUndoingAsync(db, job, undo, actor, ct);
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

    private static async Task<Outcome<Done>> GoOnUndoingAsync(PortalDb db, ImportJob job, ImportUndo undo, Actor actor, CancellationToken ct)
    {
        if (!undo.CanGoOn)
        {
            return Problem.Conflict("Only an undo that was stopped can go on.");
        }

        (undo.State, undo.CancelRequested, undo.Error, undo.EndedAt) = (ImportState.Queued, false, "", null);
        db.Announce(ImportEvent.Of(job, "import.undo_resumed"), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
