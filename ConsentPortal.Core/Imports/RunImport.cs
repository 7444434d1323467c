using System.Diagnostics;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Imports;

/// <summary>Loads a file: two passes, opt-outs first, in short transactions, each of which also saves how far it came and what it refused.
/// Killed at any moment, it goes on where the last commit left it, with every row once.</summary>
public sealed class RunImport(WriteQueue queue, ConsentLedger ledger, ImportWorkshop workshop, ImportPace pace, ImportLifecycle life)
{
    public sealed record Command(Id<ImportJob> JobId);

    /// <summary>Answers how it ended. A stop request (<see cref="CancelImport"/>) is answered at the next batch; a cancelled
    /// <paramref name="ct"/> leaves it running on paper, to be resumed by the next process.</summary>
    public async Task<Outcome<ImportState>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        var begun = await life.BeginAsync(command.JobId, actor, ct);
        if (!begun.Ok)
        {
            return begun.Problem!;
        }

        try
        {
            return await life.EndAsync(command.JobId, await LoadAsync(begun.Value, ct) ? ImportState.Finished : ImportState.Cancelled, actor, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            return await life.FailAsync(command.JobId, error, actor, ct);
        }
    }

    private async Task<bool> LoadAsync(ImportJob job, CancellationToken ct)
    {
        var work = await workshop.OpenAsync(life.PathOf(job), ImportOptions.FromJson<CsvShape>(job.Shape), ImportOptions.FromJson(job.Options), job.Id, job.Origin, makeTopics: true, ct);
        Progress at = new(job.Place, ImportCounts.FromJson(job.Counts), job.CancelRequested);
        Sealing sealing = new(life);
        while (!at.Stop && at.Place.Pass <= (int)ImportPass.OptIns)
        {
            at = await LoadPassAsync(work, at, sealing, ct);
        }

        await sealing.EndAsync(ct);
        return !at.Stop;
    }

    private sealed record Progress(ImportPlace Place, ImportCounts Counts, bool Stop);

    private async Task<Progress> LoadPassAsync(ImportWork work, Progress at, Sealing sealing, CancellationToken ct)
    {
        await using var feed = work.Feed((ImportPass)at.Place.Pass, at.Place.RowsDone);
        RunWriter writer = new(ledger) { Erased = work.Erased };
        while (await feed.NextAsync(ct) is { } run)
        {
            var (before, begun) = (at, Stopwatch.GetTimestamp());
            at = await queue.RunAsync(session => WriteAsync(session, writer, feed, run, before, ct), WriteLane.Bulk, ct);
            ImportMetrics.Read(before.Counts, at.Counts);
            if (at.Stop)
            {
                return at;
            }

            sealing.Beside(ct);
            await pace.RestAsync(begun, ct);
        }

        var (place, end) = (at.Place, at.Place with { Pass = at.Place.Pass + 1, RowsDone = 0, RowsTotal = at.Place.RowsDone });
        return await queue.RunAsync(session => MoveAsync(session, place, end, at.Counts, ct), WriteLane.Bulk, ct);
    }

    // one transaction: runs of rows until the time is up, then the place that they lead to
    private async ValueTask<Progress> WriteAsync(WriteSession session, RunWriter writer, ImportFeed feed, RowRun first, Progress at, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        var counts = at.Counts.Copy();
        RowRun? run = first, last = first;
        while (run is not null)
        {
            await session.Imports.AddRejectedAsync(at.Place.Job, await writer.WriteAsync(session, run, counts, ct), ct);
            await session.Imports.SaveSourceRowsAsync(RunWriter.Sources(run, at.Place.Job), ct);
            last = run;
            run = pace.MayGoOn(begun) ? feed.TakeReady() : null;
        }

        return await MoveAsync(session, at.Place, at.Place with { RowsDone = last.Last, RowsTotal = Math.Max(at.Place.RowsTotal, last.Last) }, counts, ct);
    }

    private static async ValueTask<Progress> MoveAsync(WriteSession session, ImportPlace from, ImportPlace to, ImportCounts counts, CancellationToken ct)
    {
        var stop = await session.Imports.MoveAsync(from, to, counts.ToJson(), ct)
            ?? throw new InvalidOperationException("Another process works on this import."); // rolls the batch back
        return new(to, counts, stop);
    }

    // seals beside the writer; a long import would else leave a million events unsealed
    private sealed class Sealing(ImportLifecycle life)
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
        private Task running = Task.CompletedTask;
        private long last = Stopwatch.GetTimestamp();

        public void Beside(CancellationToken ct)
        {
            if (running.IsCompleted && Stopwatch.GetElapsedTime(last) > Every)
            {
                (running, last) = (life.SealAsync(onlyWhenDue: true, ct), Stopwatch.GetTimestamp());
            }
        }

        public async Task EndAsync(CancellationToken ct)
        {
            await running;
            await life.SealAsync(onlyWhenDue: false, ct);
        }
    }
}
