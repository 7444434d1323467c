using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Gives the messages of the outbox their places, after their commits: one that commits late gets a later place, so that a reader
/// by cursor never leaves it behind. Of two processes at it one wins at the unique index.</summary>
public sealed class PlaceOutbox(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int Most = 500;

    public sealed record Command;

    /// <summary>Answers how many were placed.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var fresh = await db.Set<OutboxMessage>().Where(m => m.DispatchedAt == null).OrderBy(m => m.Id).Take(Most).ToListAsync(ct);
        if (fresh.Count == 0)
        {
            return 0;
        }

        var (last, now) = (await db.Set<OutboxMessage>().MaxAsync(m => m.Sequence, ct), clock.Now());
        fresh.ForEach(m => m.Place(++last, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return fresh.Count;
        }
        catch (DbUpdateException)
        {
            return 0; // another process placed them
        }
    }
}
