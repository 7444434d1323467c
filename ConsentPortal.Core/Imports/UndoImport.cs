using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Asks for an import to be taken back: every answer of it that still stands goes back to what stood before. Opt-ins go first, so
/// that nobody may ever be written to who might not be before. Topics that the import made stay.</summary>
public sealed class UndoImport(ImportFiles files, IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <param name="Reason">Why, in the words of who asks; kept as evidence.</param>
    /// <param name="KeepOptOuts">Takes back the opt-ins only.</param>
    public sealed record Command(Id<ImportJob> JobId, string Reason, bool KeepOptOuts = false);

    /// <summary>It waits for the worker then. One that was stopped goes on where it stopped, with its first reason.</summary>
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

        var undo = await db.Set<ImportUndo>().FindAsync([job.Id], ct);
        if (Refuse(job, undo, command) is { } refusal)
        {
            return refusal;
        }

        if (undo is null)
        {
            await AddAsync(db, job, command, actor, ct);
        }

        return await SaveAsync(db, job, undo, command.Reason, actor, ct);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDb db, ImportJob job, ImportUndo? stopped, string reason, Actor actor, CancellationToken ct)
    {
        if (stopped is not null)
        {
            (stopped.State, stopped.CancelRequested, stopped.Error, stopped.EndedAt) = (ImportState.Queued, false, "", null);
        }

        db.Announce(ImportEvent.Of(job, stopped is null ? "import.undo_started" : "import.undo_resumed") with { Reason = Text.Clean(reason) }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (stopped is null)
        {
            return Problem.Conflict("This import is being undone already."); // somebody asked at the same moment
        }

        files.Delete(job); // a stopped import does not go on after this
        return default(Done);
    }

    internal static Problem? Refuse(ImportJob job, ImportUndo? undo, Command? command) => (job, undo) switch
    {
        ({ Kind: not ImportKind.Consents }, _) => Problem.Conflict("Only an import of consents can be undone."),
        ({ StartedAt: null } or { State: ImportState.Draft }, _) => Problem.Conflict("This import has written nothing yet."),
        ({ State: ImportState.Queued or ImportState.Running }, _) => Problem.Conflict("Stop the import before you undo it."),
        (_, { State: ImportState.Finished }) => Problem.Conflict("This import has been undone already."),
        (_, { CanGoOn: false }) => Problem.Conflict("This import is being undone already."),
        _ when command is not null && undo is null && Text.Clean(command.Reason).Length is 0 or > ImportUndo.ReasonMaxLength => Problem.Invalid("reason", $"Say why, in 1 to {ImportUndo.ReasonMaxLength} characters."),
        _ => null,
    };

    private async Task AddAsync(PortalDb db, ImportJob job, Command command, Actor actor, CancellationToken ct)
    {
        var origin = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Origin, JsonSerializer.Serialize(new { undoOf = job.Id.ToString(), file = job.FileName, reason = Text.Clean(command.Reason), by = actor.Name }), clock.Now());
        var range = await RangeAsync(db, job, clock.Now(), command.KeepOptOuts, ct);
        db.Add(origin);
        db.Add(new ImportUndo
        {
            JobId = job.Id, State = ImportState.Queued, KeepOptOuts = command.KeepOptOuts, After = range.From, From = range.From, Until = range.Until, KnowsRepeats = range.KnowsRepeats,
            OriginId = origin.Id, OriginHash = origin.Hash(), ActorKind = actor.Kind, CreatedBy = actor.Number, CreatedByName = actor.Name, CreatedAt = range.At,
        });
    }

    // an import of an earlier version did not note its place in the ledger: it is looked for in all of it
    internal static async Task<UndoRange> RangeAsync(PortalDb db, ImportJob job, DateTimeOffset now, bool keepOptOuts, CancellationToken ct)
        => new(job.Id, job.FirstSequence ?? 0, job.LastSequence ?? await ImportAccess.HeadAsync(db, ct), now, keepOptOuts, KnowsRepeats: job.FirstSequence is not null);
}
