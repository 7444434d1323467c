using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Preferences;

/// <summary>Carries out what strangers asked for on public pages, in the order in which they asked, each in a transaction of its own.</summary>
public sealed class CarryOutWishes(IDbContextFactory<PortalDb> databases, WriteQueue queue, WishWriter writer, Rulebooks rulebooks, ILogger<CarryOutWishes> log)
{
    private const int MostAtOnce = 100;

    public sealed record Command;

    /// <summary>Answers how many were carried out.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        List<Id<Subscription>> subscriptions;
        List<Id<PublicWish>> wishes;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            subscriptions = await db.Set<Subscription>().Where(s => s.TakenAt == null && s.Tries < PublicWish.MaxTries).OrderBy(s => s.Id).Take(MostAtOnce).Select(s => s.Id).ToListAsync(ct);
            wishes = await db.Set<PublicWish>().Where(w => w.Tries < PublicWish.MaxTries).OrderBy(w => w.Id).Take(MostAtOnce).Select(w => w.Id).ToListAsync(ct);
        }

        if (subscriptions.Count + wishes.Count == 0)
        {
            return 0;
        }

        var rules = await rulebooks.FreshAsync(ct);
        foreach (var id in subscriptions)
        {
            await TryAsync(session => writer.WriteAsync(session, id, rules, ct), db => db.Set<Subscription>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, x => x.Tries + 1), ct), id.Value, ct);
        }

        foreach (var id in wishes)
        {
            await TryAsync(session => writer.WriteAsync(session, id, rules, ct), db => db.Set<PublicWish>().Where(w => w.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, x => x.Tries + 1), ct), id.Value, ct);
        }

        return subscriptions.Count + wishes.Count;
    }

    // one that cannot be carried out must not hold up the others
    private async Task TryAsync(Func<WriteSession, ValueTask<bool>> write, Func<PortalDb, Task<int>> failed, long id, CancellationToken ct)
    {
        try
        {
            await queue.RunAsync(write, ct: ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "What was asked for on a public page ({Id}) could not be carried out.", id);
            await queue.RunAsync(async session => await failed(await session.DbAsync(ct)), ct: ct);
        }
    }
}
