using System.Threading.Channels;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Core.Imports;

/// <summary>Reads one pass of a file ahead of the writer, on a thread of its own: while one core writes, the other parses, canonicalizes
/// and hashes. A few runs ahead at most, so memory does not grow with the file.</summary>
internal sealed class ImportFeed : IAsyncDisposable
{
    private const int RunsAhead = 24, LongestGap = 4096;
    private readonly Channel<RowRun> runs = Channel.CreateBounded<RowRun>(new BoundedChannelOptions(RunsAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task reading;

    /// <param name="skip">Records of this pass that an earlier run has written.</param>
    public ImportFeed(string path, ImportPlan plan, RowReader rows, ImportPass pass, long skip, Func<RowRun, Task>? complete = null)
        => reading = Task.Factory.StartNew(() => ReadAsync(path, plan, rows, pass, skip, complete), stopping.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <summary>The next run; null after the last.</summary>
    public async ValueTask<RowRun?> NextAsync(CancellationToken ct)
        => await runs.Reader.WaitToReadAsync(ct) && runs.Reader.TryRead(out var run) ? run : null;

    /// <summary>The next run if it is ready.</summary>
    public RowRun? TakeReady() => runs.Reader.TryRead(out var run) ? run : null;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        while (runs.Reader.TryRead(out _))
        {
            // lets a reader that waits for room see that it is to stop
        }

        await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        stopping.Dispose();
    }

    private async Task ReadAsync(string path, ImportPlan plan, RowReader rows, ImportPass pass, long skip, Func<RowRun, Task>? complete)
    {
        try
        {
            using var records = plan.Shape.Open(path);
            records.Read(); // the header
            Dictionary<AddressHash, PointDraft> points = [];
            RowRun run = new() { Last = skip };
            while (!stopping.IsCancellationRequested && records.Read())
            {
                if (records.Number <= skip)
                {
                    continue;
                }

                Add(run, rows.Read(records, pass), records.Number, points);
                if (run.Rows.Count == RowRun.Size || run.Last - skip >= LongestGap)
                {
                    skip = run.Last;
                    await SendAsync(run, complete);
                    points.Clear();
                    run = new() { Last = skip };
                }
            }

            await SendAsync(run, complete);
            runs.Writer.Complete();
        }
        catch (Exception error)
        {
            runs.Writer.Complete(error);
        }
    }

    private async Task SendAsync(RowRun run, Func<RowRun, Task>? complete)
    {
        if (complete is not null)
        {
            await complete(run);
        }

        await runs.Writer.WriteAsync(run, stopping.Token);
    }

    // rows of one address share one draft, so that later ones see what earlier ones wrote
    private static void Add(RowRun run, ImportRow row, long number, Dictionary<AddressHash, PointDraft> points)
    {
        run.Last = number;
        if (row.Kind == RowKind.NotNow)
        {
            return;
        }

        if (row.Proposal is { } proposal)
        {
            if (!points.TryAdd(proposal.Point.Hash, proposal.Point))
            {
                row = row with { Proposal = proposal with { Point = points[proposal.Point.Hash] } };
            }

            run.Proposals.Add(row.Proposal!);
        }

        run.Rows.Add(row);
    }
}
