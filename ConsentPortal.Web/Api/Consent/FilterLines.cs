using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Cuts the stream into runs of lines. What has come is handed on at once, so that a sender who waits for an answer gets it.</summary>
internal static class FilterLines
{
    public static async IAsyncEnumerable<FilterRun> ReadAsync(PipeReader reader, FilterRuns runs, [EnumeratorCancellation] CancellationToken ct)
    {
        var skipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            while (Take(ref rest, read.IsCompleted, ref skipping, runs) is { } run)
            {
                yield return run;
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    // one run off the front of what is there; null when no whole line is left
    private static FilterRun? Take(ref ReadOnlySequence<byte> rest, bool last, ref bool skipping, FilterRuns runs)
    {
        FilterRun? run = null;
        while (run is not { IsFull: true } && TryTakeLine(ref rest, last, out var line))
        {
            run ??= runs.Take();
            if (skipping || line.Length > FilterRun.MostLineLength)
            {
                run.AddUnreadable();
                skipping = false;
            }
            else
            {
                run.Add(line);
            }
        }

        if (run is null && last && skipping)
        {
            run = runs.Take(); // the stream ended inside a line that was too long
            run.AddUnreadable();
            skipping = false;
        }
        else if (run is null && rest.Length > FilterRun.MostLineLength)
        {
            skipping = true; // the line goes on and on: forget it up to its end
            rest = rest.Slice(rest.End);
        }

        return run;
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool last, out ReadOnlySequence<byte> line)
    {
        var end = rest.PositionOf((byte)'\n');
        if (end is { } at)
        {
            line = rest.Slice(0, at);
            rest = rest.Slice(rest.GetPosition(1, at));
            return true;
        }

        line = rest;
        if (last && !rest.IsEmpty)
        {
            rest = rest.Slice(rest.End);
            return true;
        }

        return false;
    }
}
