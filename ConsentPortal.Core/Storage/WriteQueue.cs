using System.Threading.Channels;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage;

/// <summary>How long a job may be kept waiting.</summary>
public enum WriteLane
{
    /// <summary>Somebody waits for the answer: as many as are waiting share one commit.</summary>
    Interactive,

    /// <summary>A batch of an import: runs when nobody waits, one a commit.</summary>
    Bulk,
}

/// <summary>The one writer of consent: jobs queue up, run one after the other, and those that wait at the same time share one commit, so
/// that full durability costs one flush for many answers. A job that throws is rolled back alone. The same for both databases: the
/// ledger is one sequence, whose order is the order of the commits.</summary>
public sealed class WriteQueue : IAsyncDisposable
{
    private const int MaxGroup = 128;
    private readonly Channel<Job> interactive = System.Threading.Channels.Channel.CreateUnbounded<Job>();
    private readonly Channel<Job> bulk = System.Threading.Channels.Channel.CreateUnbounded<Job>();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly IWriterConnection writer;
    private readonly Journal journal;
    private readonly WriteMetrics metrics;
    private readonly Task loop;
    private int disposed;

    public WriteQueue(IWriterConnection writer, Journal journal)
    {
        this.writer = writer;
        this.journal = journal;
        metrics = new(() => interactive.Reader.Count + bulk.Reader.Count);
        loop = Task.Run(LoopAsync);
    }

    /// <summary>How many jobs people wait for now: what an import looks at before it takes its next batch.</summary>
    public int Waiting => interactive.Reader.Count;

    /// <summary>Runs the job inside a write transaction; answers once that is committed. Cancelling takes the job back only while it waits.</summary>
    public async Task<T> RunAsync<T>(Func<WriteSession, ValueTask<T>> work, WriteLane lane = WriteLane.Interactive, CancellationToken ct = default)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        var begun = metrics.Begin();
        Job job = new(async session => result = await work(session), () => answer.TrySetResult(result), error => answer.TrySetException(error), ct);
        ObjectDisposedException.ThrowIf(!(lane == WriteLane.Interactive ? interactive : bulk).Writer.TryWrite(job), this);
        waiting.Release();
        await answer.Task;
        metrics.Committed(begun, lane);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        (_, _) = (interactive.Writer.TryComplete(), bulk.Writer.TryComplete());
        await stopping.CancelAsync();
        await loop;
        await writer.DisposeAsync();
        metrics.Dispose();
        stopping.Dispose();
        waiting.Dispose();
    }

    private sealed record Job(Func<WriteSession, ValueTask> Work, Action Done, Action<Exception> Fail, CancellationToken Cancelled);

    private async Task LoopAsync()
    {
        var bulkIsNext = false;
        while (await NextAsync())
        {
            // fair both ways: an import never starves, and never runs twice while somebody waits
            var group = bulkIsNext ? Take(bulk, 1) : Take(interactive, MaxGroup);
            group = group.Count > 0 ? group : Take(bulkIsNext ? interactive : bulk, bulkIsNext ? MaxGroup : 1);
            bulkIsNext = !bulkIsNext;
            if (group.Count > 0)
            {
                await RunGroupAsync(group);
            }
        }

        foreach (var job in Take(interactive, int.MaxValue).Concat(Take(bulk, int.MaxValue)))
        {
            job.Fail(new ObjectDisposedException(nameof(WriteQueue)));
        }
    }

    private async Task<bool> NextAsync()
    {
        try
        {
            await waiting.WaitAsync(stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static List<Job> Take(Channel<Job> from, int most)
    {
        List<Job> jobs = [];
        while (jobs.Count < most && from.Reader.TryRead(out var job))
        {
            if (job.Cancelled.IsCancellationRequested)
            {
                job.Fail(new OperationCanceledException(job.Cancelled));
            }
            else
            {
                jobs.Add(job);
            }
        }

        return jobs;
    }

    private async Task RunGroupAsync(List<Job> group)
    {
        List<Job> done = [];
        try
        {
            await using var transaction = await writer.BeginAsync(stopping.Token);
            List<JournalEntry> lines = [];
            foreach (var job in group)
            {
                if (await RunOneAsync(transaction, job, lines, alone: group.Count == 1))
                {
                    done.Add(job);
                }
            }

            if (done.Count == 0)
            {
                return; // rolled back as a whole
            }

            journal.Append(lines);
            await transaction.CommitAsync();
        }
        catch (Exception error)
        {
            done.ForEach(job => job.Fail(error));
            group.Except(done).ToList().ForEach(job => job.Fail(error));
            return;
        }

        done.ForEach(job => job.Done());
    }

    // a savepoint makes SQLite keep a copy of every page that changes; who is alone is rolled back with the transaction
    private static async Task<bool> RunOneAsync(IWriteTransaction transaction, Job job, List<JournalEntry> lines, bool alone)
    {
        await (alone ? ValueTask.CompletedTask : transaction.SaveAsync());
        try
        {
            await using var session = transaction.NewSession();
            await job.Work(session);
            lines.AddRange(session.Journal);
            await (alone ? ValueTask.CompletedTask : transaction.ReleaseAsync());
            return true;
        }
        catch (Exception error)
        {
            await (alone ? ValueTask.CompletedTask : transaction.RollbackAsync());
            job.Fail(error);
            return false;
        }
    }
}
