using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>Counts the next slice of events: reads beside the writer, then adds what they make and moves the cursor in one short job. Killed
/// anywhere, it goes on where the last commit ended; of two processes at it, one adds and the other finds the cursor gone.</summary>
public sealed class KeepCounts(CountReader reader, WriteQueue queue)
{
    public const int Slice = 20_000;

    public sealed record Command(int Most = Slice);

    /// <summary>Answers how many events were counted; 0 = nothing is left, or another process counts.</summary>
    public async Task<Outcome<long>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        var cursor = await reader.CursorAsync(ct);
        if (cursor.Rule != CountFold.Rule)
        {
            await queue.RunAsync(session => CountStore.BeginAsync(session, CountFold.Rule, ct), WriteLane.Bulk, ct);
            cursor = await reader.CursorAsync(ct);
        }

        var upTo = Math.Min(cursor.Head, cursor.Sequence + command.Most);
        if (upTo <= cursor.Sequence)
        {
            return 0;
        }

        CountFold fold = new();
        await foreach (var alike in reader.EventsAsync(cursor.Sequence, upTo, ct))
        {
            fold.Add(alike);
        }

        var at = await reader.RecordedAtAsync(upTo, ct);
        var added = await queue.RunAsync(session => CountStore.AddAsync(session, fold, new(cursor.Sequence, upTo, at), ct), WriteLane.Bulk, ct);
        return added ? upTo - cursor.Sequence : 0L;
    }
}
