using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Imports;

/// <summary>The states that an undo passes through, its end announced.</summary>
public sealed class UndoLifecycle(IDbContextFactory<PortalDb> databases, SealLedger seal, TimeProvider clock, ILogger<UndoLifecycle> log)
{
    internal async Task SealAsync(CancellationToken ct) => await seal.RunAsync(new(), Actor.System, ct);

    /// <summary>The undo as it stands, now running; a problem where it is not to be run.</summary>
    internal async Task<Outcome<ImportUndo>> BeginAsync(Id<ImportJob> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ImportUndo>().FindAsync([id], ct) is not { State: ImportState.Queued or ImportState.Running } undo)
        {
            return Problem.Conflict("This import does not wait to be undone.");
        }

        if (undo.State != ImportState.Running)
        {
            undo.State = ImportState.Running;
            db.Announce(new ImportEvent("import.undo_running", id.ToString()), Actor.System);
            await db.SaveChangesAsync(ct);
        }

        return undo;
    }

    internal async Task<UndoStretch> ReadAsync(ImportUndo undo, UndoPlace at, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await UndoReader.ReadAsync(db, undo.Range, at.Pass, at.After, most, ct);
    }

    internal async Task<Outcome<ImportState>> EndAsync(Id<ImportJob> id, ImportState state, string error, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var undo = await db.Set<ImportUndo>().SingleAsync(u => u.JobId == id, ct);
        var job = await db.Set<ImportJob>().AsNoTracking().SingleAsync(j => j.Id == id, ct);
        (undo.State, undo.Error, undo.EndedAt) = (state, error, clock.Now());
        db.Announce(ImportEvent.Of(job, $"import.undo_{Word.Of(state)}", new ChangeList().Add("counts", null, undo.Counts).Items), actor);
        await db.SaveChangesAsync(ct);
        log.LogInformation("Undo of import {Job} {State}.", id, state);
        return state;
    }

    internal async Task<Outcome<ImportState>> FailAsync(Id<ImportJob> id, Exception error, Actor actor, CancellationToken ct)
    {
        log.LogError(error, "Undo of import {Job} failed.", id);
        return await EndAsync(id, ImportState.Failed, "The undo was interrupted by a fault. What went back stays back; it can go on where it stopped.", actor, ct);
    }
}
