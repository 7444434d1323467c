using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Seals the events that no seal lists yet, in ledger order. Reads beside the writer; the write itself is a short job. Safe to
/// call from everywhere at once, also from several processes: who comes second goes on where the first one ended.</summary>
public sealed class SealLedger(LedgerReaders readers, WriteQueue queue, IDbContextFactory<PortalDb> databases, SigningKeys keys, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <param name="OnlyWhenDue">Waits until there is a full seal, or the last one is about a minute old; else seals what there is.</param>
    public sealed record Command(bool OnlyWhenDue = false)
    {
        /// <summary>How much younger than <see cref="LedgerSeal.MaxAge"/> the last seal may be: the time until the next look.</summary>
        public TimeSpan Early { get; init; }
    }

    /// <summary>Answers how many seals it made.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        await turn.WaitAsync(ct);
        try
        {
            return await SealAllAsync(command, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<int> SealAllAsync(Command command, CancellationToken ct)
    {
        var head = await HeadAsync(ct);
        if (command.OnlyWhenDue && !await IsDueAsync(head, command.Early, ct))
        {
            return 0;
        }

        await using var reader = readers.Open();
        var made = 0;
        while (true)
        {
            var events = await reader.LeavesAsync(head.LastSequence, LedgerSeal.MaxEvents, ct);
            if (events.Count == 0 || (command.OnlyWhenDue && made > 0 && events.Count < LedgerSeal.MaxEvents))
            {
                return made;
            }

            (head, var added) = await AddAsync(head, SealEntries.Of(events), ct);
            made += added ? 1 : 0;
        }
    }

    private async Task<bool> IsDueAsync(SealHead head, TimeSpan early, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await db.Set<Counter>().Where(c => c.Name == "events").Select(c => c.Value).FirstOrDefaultAsync(ct) - head.LastSequence;
        return open >= LedgerSeal.MaxEvents || (open > 0 && clock.Now() - head.SealedAt >= LedgerSeal.MaxAge - early);
    }

    private async Task<SealHead> HeadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await HeadAsync(db, ct);
    }

    private static async Task<SealHead> HeadAsync(PortalDb db, CancellationToken ct)
        => await db.Set<LedgerSeal>().OrderByDescending(s => s.Number).Select(s => new SealHead(s.Number, s.LastSequence, s.Hash, s.SealedAt)).FirstOrDefaultAsync(ct) ?? SealHead.None;

    private Task<(SealHead Head, bool Added)> AddAsync(SealHead before, byte[] entries, CancellationToken ct)
    {
        var root = SealEntries.Root(entries);
        return queue.RunAsync(async session =>
        {
            var db = await session.DbAsync(ct);
            var head = await HeadAsync(db, ct);
            if (head.Number != before.Number)
            {
                return (head, false); // another process sealed meanwhile
            }

            var seal = LedgerSeal.Make(before, entries, root, session.Now, keys);
            db.Add(seal);
            var counter = await db.Set<Counter>().FindAsync([LedgerSeal.CounterName], ct);
            if (counter is null)
            {
                db.Add(counter = new() { Name = LedgerSeal.CounterName });
            }

            counter.Value = seal.Number;
            await db.SaveChangesAsync(ct);
            return (new SealHead(seal.Number, seal.LastSequence, seal.Hash, seal.SealedAt), true);
        }, WriteLane.Bulk, ct);
    }
}
