using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Publishes the ledger's head where the owner wants it, once a day. A place that fails keeps its reason and is tried again.</summary>
public sealed class PublishHead(IDbContextFactory<PortalDb> databases, PublishSettings settings, HeadSender sender, TimeProvider clock)
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(24), Again = TimeSpan.FromMinutes(15);

    /// <param name="OnlyWhenDue">Not again within the day, and after a failure not within a quarter of an hour.</param>
    public sealed record Command(bool OnlyWhenDue = false);

    /// <summary>Answers to how many places it was published.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        var done = 0;
        foreach (var (target, _) in settings.Targets)
        {
            done += await PublishAsync(target, command.OnlyWhenDue, ct) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> PublishAsync(HeadTarget target, bool onlyWhenDue, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (now, last) = (clock.Now(), await db.Set<SealPublication>().FirstOrDefaultAsync(p => p.Target == target, ct));
        var due = last?.PublishedAt is not { } published || now - published >= Every;
        var waits = last is { Problem: not null, TriedAt: { } tried } && now - tried < Again;
        if ((onlyWhenDue && (!due || waits)) || await db.Set<LedgerSeal>().AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) is not { } seal)
        {
            return false;
        }

        last ??= db.Add(new SealPublication { Target = target }).Entity;
        last.TriedAt = now;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return false; // another process took this turn
        }

        var head = PublishedHead.Of(seal);
        var problem = await sender.SendAsync(target, head, ct);
        if (problem is null)
        {
            last.Done(head, clock.Now());
        }
        else
        {
            last.Failed(problem);
        }

        await db.SaveChangesAsync(ct);
        return problem is null;
    }
}
