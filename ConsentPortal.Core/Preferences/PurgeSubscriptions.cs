using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Throws forms and wishes away that could not be carried out within a day. What was carried out goes with its retention.</summary>
public sealed class PurgeSubscriptions(WriteQueue queue)
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
            var db = await session.DbAsync(ct);
            var day = session.Now - TimeSpan.FromDays(1);
            return await db.Set<Subscription>().Where(s => s.TakenAt == null && s.Tries >= PublicWish.MaxTries && s.At < day).ExecuteDeleteAsync(ct)
                + await db.Set<PublicWish>().Where(w => w.At < day).ExecuteDeleteAsync(ct);
        }, ct: ct);
    }
}
