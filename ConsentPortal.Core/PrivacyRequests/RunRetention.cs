using System.Data.Common;
using System.Diagnostics;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Lets go what is over its time, class by class in slices, and writes down what it did. A run that was killed is gone on with by
/// the next one: what went is gone, what stayed is still over its time.</summary>
public sealed class RunRetention(IDbContextFactory<PortalDb> databases, RetentionBook book, Rulebooks rulebooks, RetentionTurns turns, RetentionLog log)
{
    /// <summary>Slices of one class in one run: the rest waits for the next, so that no run lasts for hours.</summary>
    public const int MostSlices = 5000;

    /// <param name="Class">Only this one; null = all.</param>
    public sealed record Command(string? Class = null);

    /// <summary>Answers how many rows went; a run that is under way elsewhere is a conflict.</summary>
    public async Task<Outcome<long>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        if (command.Class is not null && book.Find(command.Class) is null)
        {
            return Problem.NotFound("There is no such class of data.");
        }

        if (!await turns.BeginAsync(ct))
        {
            return Problem.Conflict("A run is under way already.");
        }

        try
        {
            return await RunAsync(book.All.Where(r => command.Class is null || r.Class.Code == command.Class), actor, ct);
        }
        finally
        {
            await turns.EndAsync(all: command.Class is null);
        }
    }

    private async Task<long> RunAsync(IEnumerable<IRetains> rooms, Actor actor, CancellationToken ct)
    {
        Dictionary<string, int> rules;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            rules = await RetentionBook.RulesAsync(db, ct);
        }

        var (total, rulebook) = (0L, await rulebooks.FreshAsync(ct));
        foreach (var (room, part) in rooms.SelectMany(r => RetentionBook.Parts(r.Class, rules, rulebook).Select(p => (r, p))))
        {
            var began = Stopwatch.GetTimestamp();
            var before = turns.Now.AddDays(-part.Days);
            var (rows, end) = await TakeAsync(room, part, ct);
            await log.AddAsync(new(part.Name(room.Class), before, rows, Stopwatch.GetElapsedTime(began), end), actor, ct);
            total += rows;
        }

        return total;
    }

    // one class that fails keeps no other waiting
    private async Task<(long Rows, RetentionEnd End)> TakeAsync(IRetains room, RetentionPart part, CancellationToken ct)
    {
        var rows = 0L;
        try
        {
            for (var slice = 0; slice < MostSlices; slice++)
            {
                RetentionHold held;
                await using (var db = await databases.CreateDbContextAsync(ct))
                {
                    held = await RequestHold.FindAsync(db, ct); // a hold that is put on now counts from now
                }

                var taken = await turns.RenewAsync(ct) ? await room.PurgeAsync(part.Cut(turns.Now, held), ct) : -1;
                if (taken <= 0)
                {
                    return (rows, taken < 0 ? RetentionEnd.More : RetentionEnd.Done);
                }

                rows += taken;
            }

            return (rows, RetentionEnd.More);
        }
        catch (Exception error) when (error is DbException or DbUpdateException or IOException)
        {
            log.Failed(room.Class.Code, error);
            return (rows, RetentionEnd.Failed);
        }
    }
}

/// <summary>Writes down what a run did.</summary>
public sealed class RetentionLog(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock, ILogger<RetentionLog> log)
{
    internal sealed record Line(string Class, DateTimeOffset Before, long Rows, TimeSpan Took, RetentionEnd End);

    internal async Task AddAsync(Line line, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(new RetentionRun
        {
            Id = ids.Next<RetentionRun>(), Class = line.Class, At = clock.Now(), Before = line.Before, Rows = line.Rows, Milliseconds = (int)line.Took.TotalMilliseconds, End = line.End,
            MemberId = actor.Kind == ActorKind.Staff ? actor.Number : 0,
        });
        await db.SaveChangesAsync(ct);
    }

    internal void Failed(string kind, Exception error) => log.LogError(error, "The data class {Class} could not be let go; tried again with the next run.", kind);
}
