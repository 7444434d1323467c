using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Writes down how many calls each key made, many in one save, and drops what is older than it is kept. A save that fails loses
/// nothing: the next one takes it along.</summary>
public sealed class NoteCalls(WriteQueue queue, CallCounts counts)
{
    private int cleared;

    public sealed record Command;

    /// <summary>Answers how many numbers were written.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var taken = counts.Take();
        if (taken.Count == 0)
        {
            return 0;
        }

        try
        {
            return await queue.RunAsync(session => SaveAsync(session, taken, ct), WriteLane.Bulk, ct);
        }
        catch
        {
            counts.Return(taken);
            throw;
        }
    }

    private async ValueTask<int> SaveAsync(WriteSession session, List<CallCounts.Counted> taken, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var day = DateOnly.FromDateTime(session.Now.UtcDateTime).DayNumber;
        if (cleared != day)
        {
            await db.Set<CallCount>().Where(c => c.Day <= day - CallCount.KeptDays).ExecuteDeleteAsync(ct);
            cleared = day;
        }

        var keys = taken.Select(c => c.Key).Distinct().ToList();
        var known = (await db.Set<CallCount>().Where(c => c.Day == day && keys.Contains(c.ApiKeyId)).ToListAsync(ct)).ToDictionary(c => (c.ApiKeyId, c.Kind, c.Status));
        foreach (var (key, kind, status, count) in taken)
        {
            if (!known.TryGetValue((key, kind, status), out var row))
            {
                db.Add(row = new() { Day = day, ApiKeyId = key, Kind = kind, Status = status });
            }

            row.Add(count, session.Now);
        }

        await db.SaveChangesAsync(ct);
        return taken.Count;
    }
}
