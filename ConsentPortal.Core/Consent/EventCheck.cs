using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Walks the chain of seals and the events under each, then the events that no seal lists yet. Numbers run from 1 without a gap,
/// so whatever is missing is known by its number.</summary>
internal sealed class EventCheck(ILedgerReader reader, IDbContextFactory<PortalDb> databases, SideRowCheck sideRows, SealSignatures signatures, LedgerTally tally)
{
    public async ValueTask<LedgerFault?> RunAsync(CancellationToken ct)
    {
        var head = await reader.HeadAsync(ct);
        tally.Total = head.Events;
        var before = SealHead.None;
        while (before.Number < head.Seals)
        {
            var seal = await NextSealAsync(before.Number, ct);
            if ((seal is null || seal.Number != before.Number + 1 ? Missing(before.Number + 1, seal) : SealCheck.Of(seal, before) ?? signatures.Next(seal)) is { } bad)
            {
                return bad;
            }

            if (await RunAsync(before.LastSequence + 1, seal!.LastSequence, seal, ct) is { } fault)
            {
                return fault;
            }

            before = new(seal.Number, seal.LastSequence, seal.Hash, seal.SealedAt);
            tally.Seals++;
        }

        return await TailAsync(before.LastSequence + 1, head, ct) ?? Counters(head);
    }

    private async ValueTask<LedgerFault?> TailAsync(long first, LedgerHead head, CancellationToken ct)
    {
        for (; first <= head.Events; first += LedgerSeal.MaxEvents)
        {
            if (await RunAsync(first, Math.Min(first + LedgerSeal.MaxEvents - 1, head.Events), null, ct) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private async ValueTask<LedgerFault?> RunAsync(long first, long last, LedgerSeal? seal, CancellationToken ct)
    {
        var events = await reader.EventsAsync(first, last, ct);
        var retired = seal is null || events.Count == last - first + 1 ? [] : await RetiredAsync(first, last, ct);
        var (next, listed) = (0, 0);
        for (var sequence = first; sequence <= last; sequence++)
        {
            var entry = seal is not null && SealEntries.Sequence(seal.Entries, listed) == sequence ? listed++ : -1;
            if (next == events.Count || events[next].Sequence != sequence)
            {
                if (entry >= 0 && retired.Contains(sequence))
                {
                    continue;
                }

                return await MissingAsync(sequence, seal, entry, ct);
            }

            var found = events[next++];
            if (Wrong(found, seal, entry) is { } why)
            {
                return new(LedgerFaultKind.EventAltered, $"Event {found.Id} (number {sequence}, contact point {found.PointId}) was altered: {why}");
            }

            sideRows.Add(found.Event!);
            tally.Events++;
        }

        var fault = await sideRows.FlushAsync(ct);
        tally.Report();
        return fault;
    }

    private async Task<HashSet<long>> RetiredAsync(long first, long last, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await RetiredEvents.BetweenAsync(db, first, last, ct);
    }

    private static string? Wrong(ReadEvent read, LedgerSeal? seal, int entry)
    {
        if (read.Event is not { } found || Leaf(found) is not { } leaf)
        {
            return "its row cannot be read.";
        }

        return !leaf.AsSpan().SequenceEqual(found.LeafHash) ? "its leaf hash is not that of its contents."
            : seal is null ? null
            : entry < 0 ? $"seal {seal.Number} does not list it."
            : !SealEntries.Leaf(seal.Entries, entry).SequenceEqual(leaf) ? $"seal {seal.Number} lists another leaf hash for it." : null;
    }

    private static byte[]? Leaf(ConsentEvent found)
    {
        try
        {
            return LedgerLeaf.Of(found);
        }
        catch (OverflowException)
        {
            return null; // a text longer than the ledger ever writes
        }
    }

    private async Task<LedgerFault> MissingAsync(long sequence, LedgerSeal? seal, int entry, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var leaf = entry < 0 ? [] : SealEntries.Leaf(seal!.Entries, entry).ToArray();
        var moved = leaf.Length == 0 ? null : await db.Set<ConsentEvent>().Where(e => e.LeafHash == leaf).OrderBy(e => e.Sequence).Select(e => new { e.Id, e.Sequence }).FirstOrDefaultAsync(ct);
        var orphans = await db.Set<ConsentRecord>().Where(r => !db.Set<ConsentEvent>().Any(e => e.PointId == r.PointId && e.Id == r.EventId))
            .OrderBy(r => r.EventId).Select(r => new { r.EventId, r.PointId, r.PurposeId }).Take(2).ToListAsync(ct);
        var seen = seal is null ? "no seal lists it yet" : entry < 0 ? $"it was gone when seal {seal.Number} was made" : $"seal {seal.Number} lists it";
        var known = moved is not null ? $" Event {moved.Id} had this number and now stands as number {moved.Sequence}."
            : orphans is [var only] ? $" It is event {only.EventId}, to which the record of contact point {only.PointId}, purpose {only.PurposeId} points." : "";
        return new(LedgerFaultKind.EventMissing, $"Event number {sequence} is missing; {seen}.{known}");
    }

    private static LedgerFault Missing(long number, LedgerSeal? next)
        => new(LedgerFaultKind.SealMissing, $"Seal {number} is missing{(next is null ? "" : $"; the next one there is {next.Number}")}.");

    private static LedgerFault? Counters(LedgerHead head) => head switch
    {
        { LastSequence: var last } when last > head.Events => new(LedgerFaultKind.CounterAltered, $"The counter of events says {head.Events}, but event number {last} is there."),
        { LastSeal: var last } when last > head.Seals => new(LedgerFaultKind.CounterAltered, $"The counter of seals says {head.Seals}, but seal {last} is there."),
        _ => null,
    };

    private async Task<LedgerSeal?> NextSealAsync(long after, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<LedgerSeal>().AsNoTracking().Where(s => s.Number > after).OrderBy(s => s.Number).FirstOrDefaultAsync(ct);
    }
}
