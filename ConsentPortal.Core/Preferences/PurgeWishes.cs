using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Throws wishes away that could not be carried out within a day: by then whoever lost a mail has asked again. A form that could not be
/// carried out is more than that; it goes with its retention (<see cref="FormRetention"/>), as every other.</summary>
public sealed class PurgeWishes(WriteQueue queue)
{
    public sealed record Command;

    /// <summary>Answers how many went.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        return await queue.RunAsync<int>(async session =>
        {
            var (db, day) = (await session.DbAsync(ct), session.Now - TimeSpan.FromDays(1));
            return await db.Set<PublicWish>().Where(w => w.At < day).ExecuteDeleteAsync(ct);
        }, ct: ct);
    }
}
