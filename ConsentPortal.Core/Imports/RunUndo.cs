using System.Diagnostics;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Takes an import back, in short transactions, each of which also saves how far it came. Killed at any moment, it goes on where the
/// last commit left it; stopped, what went back stays back.</summary>
public sealed class RunUndo(WriteQueue queue, UndoWriter writer, Rulebooks rulebooks, ImportPace pace, UndoLifecycle life)
{
    private const int Stretch = 200;

    public sealed record Command(Id<ImportJob> JobId);

    /// <summary>Answers how it ended. A cancelled <paramref name="ct"/> leaves it running on paper, to be resumed by the next process.</summary>
    public async Task<Outcome<ImportState>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        var begun = await life.BeginAsync(command.JobId, ct);
        if (!begun.Ok)
        {
            return begun.Problem!;
        }

        try
        {
            return await life.EndAsync(command.JobId, await RestoreAsync(begun.Value, ct) ? ImportState.Finished : ImportState.Cancelled, "", actor, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            return await life.FailAsync(command.JobId, error, actor, ct);
        }
    }

    // true: to its end; false: stopped
    private async Task<bool> RestoreAsync(ImportUndo undo, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        UndoPlace at = new(undo.Pass, undo.After, UndoCounts.FromJson(undo.Counts), undo.CancelRequested);
        while (!at.Stop && at.Pass <= 2)
        {
            ct.ThrowIfCancellationRequested();
            var begun = Stopwatch.GetTimestamp();
            var stretch = await life.ReadAsync(undo, at, Stretch, ct);
            var before = at;
            at = await queue.RunAsync(session => writer.WriteAsync(session, undo, rules, stretch, before, ct), WriteLane.Bulk, ct);
            await pace.RestAsync(begun, ct);
        }

        await life.SealAsync(ct);
        return !at.Stop;
    }
}

/// <summary>How far an undo has come.</summary>
internal sealed record UndoPlace(int Pass, long After, UndoCounts Counts, bool Stop);
