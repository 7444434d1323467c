using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Stops an import, or its undo: at once while it waits, at its next batch while it runs. What is written stays; it can go on later.</summary>
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
        if (await ImportAccess.FindAsync(db, command.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (await db.Set<ImportUndo>().FindAsync([job.Id], ct) is { } undo)
        {
            return await StopUndoAsync(db, job, undo, actor, ct);
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

    // what went back stays back; the rest stands as the import wrote it
    private static async Task<Outcome<Done>> StopUndoAsync(PortalDb db, ImportJob job, ImportUndo undo, Actor actor, CancellationToken ct)
    {
        if (undo.State is ImportState.Queued or ImportState.Running && !undo.CancelRequested)
        {
            undo.CancelRequested = true;
            undo.State = undo.State == ImportState.Queued ? ImportState.Cancelled : undo.State;
            db.Announce(ImportEvent.Of(job, "import.undo_stopped"), actor);
            await db.SaveChangesAsync(ct);
        }

        return default(Done);
    }
}
