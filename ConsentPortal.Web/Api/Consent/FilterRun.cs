using System.Buffers;
using System.Collections.Concurrent;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>A few hundred lines on their way through the filter: their bytes, the question about each, the answer. Reused from run to run.</summary>
internal sealed class FilterRun
{
    /// <summary>More than any address and contact need, escapes included; a longer line is no address.</summary>
    public const int MostLineLength = 8 * 1024;

    private readonly List<int> ends = [];
    private readonly List<FilterLine> read = [];
    private byte[] text = new byte[32 * 1024];
    private int length;

    public DecisionRun Run { get; } = new();

    public ArrayBufferWriter<byte> Answer { get; } = new(64 * 1024);

    /// <summary>Done when the answer is written.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Lines taken, blank ones included.</summary>
    public int Lines => ends.Count;

    /// <summary>Lines answered; known once the work is done.</summary>
    public int Answered => read.Count;

    public bool IsFull => ends.Count >= FilterAudience.RunLength;

    public void Add(in ReadOnlySequence<byte> line)
    {
        var size = (int)line.Length;
        if (length + size > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, length + size));
        }

        line.CopyTo(text.AsSpan(length));
        length += size;
        ends.Add(length);
    }

    /// <summary>A line that was too long to keep: it gets the answer of one that cannot be read.</summary>
    public void AddUnreadable()
    {
        Add(new("?"u8.ToArray()));
    }

    /// <summary>Reads the lines, decides, writes the answers in the order of the lines.</summary>
    public async Task DecideAsync(FilterAudience filter, DecisionScope scope, CancellationToken ct)
    {
        var start = 0;
        foreach (var end in ends)
        {
            if (FilterLine.TryRead(text.AsSpan(start, end - start), start, out var line, out var item))
            {
                read.Add(line);
                if (line.IsReadable)
                {
                    Run.Items.Add(item);
                }
            }

            start = end;
        }

        await filter.RunAsync(scope, Run, ct);
        Write();
    }

    public void Clear()
    {
        ends.Clear();
        read.Clear();
        length = 0;
        Run.Items.Clear();
        Run.Answers.Clear();
        Answer.ResetWrittenCount();
    }

    private void Write()
    {
        var next = 0;
        foreach (var line in read)
        {
            var reason = line.IsReadable ? Run.Answers[next++].Decision.Message.Reason : ReasonCode.InvalidAddress;
            FilterAnswers.Write(Answer, line.IsReadable ? text.AsSpan(line.Start, line.Length) : default, reason);
        }
    }
}

/// <summary>Runs to borrow.</summary>
internal sealed class FilterRuns
{
    private const int MostKept = 32;
    private readonly ConcurrentBag<FilterRun> free = [];

    public FilterRun Take() => free.TryTake(out var run) ? run : new();

    public void Return(FilterRun run)
    {
        run.Clear();
        if (free.Count < MostKept)
        {
            free.Add(run);
        }
    }
}
