using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>The key of a record.</summary>
internal readonly record struct AnswerKey(Id<ContactPoint> PointId, Id<Purpose> PurposeId, Id<Topic> TopicId, Id<Contact> ContactId);

/// <summary>An event as far as an undo needs it.</summary>
internal sealed record UndoFact(Id<ConsentEvent> Id, AnswerKey Key, long Sequence, Id<ComplianceProfile> ProfileId, Id<Contact> ContactId, ConsentStatus Status)
{
    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public ActorKind ActorKind { get; init; }

    public long ImportBatch { get; init; }

    public ConsentAction Action { get; init; }

    /// <summary>A merge or a parting carried it from one record to another.</summary>
    public bool Carried { get; init; }
}

/// <summary>The last word of an import about one answer, and what stood before its first one; null = nothing.</summary>
internal sealed record UndoCase(UndoFact Last, UndoFact? Before)
{
    /// <summary>All that the import said about it and that was confirmed.</summary>
    public IReadOnlyList<Id<ConsentEvent>> Confirmed { get; init; } = [];

    /// <summary>Later events that only brought its yes back or carried it on, each with what stood there before.</summary>
    public IReadOnlyList<UndoCase> Echoes { get; init; } = [];
}

/// <summary>Some cases in the order of the ledger, and the sequence number up to which they reach; null <c>Reached</c> = that was all.</summary>
internal sealed record UndoStretch(IReadOnlyList<UndoCase> Cases, long? Reached);

/// <summary>Walks the answers that an import gave, one case an answer. What it reads is append-only, so it may read beside the writer.</summary>
internal static class UndoReader
{
    public static async Task<UndoStretch> ReadAsync(PortalDb db, UndoRange range, int pass, long after, int most, CancellationToken ct)
    {
        var job = range.Job.Value;
        var found = await db.Set<ConsentEvent>().AsNoTracking()
            .Where(e => e.Sequence > after && e.Sequence > range.From && e.Sequence <= range.Until && e.ImportBatch == job && e.Applied && e.StatesStatus && e.Action != ConsentAction.Undo)
            .OrderBy(e => e.Sequence).Take(most).Select(e => new { e.Id, e.PointId, e.Sequence, e.NewStatus, e.ValidUntil }).ToListAsync(ct);
        if (found.Count == 0)
        {
            return new([], null);
        }

        var mine = found.Where(e => PassOf(e.NewStatus, e.ValidUntil, range.At) == pass).ToList();
        var histories = mine.Count == 0 ? [] : await HistoriesAsync(db, mine.ConvertAll(e => e.PointId), ct);
        var dropped = await UndoneAsync(db, histories, job, ct);
        var wanted = mine.Select(e => e.Id).ToHashSet();
        List<UndoCase> cases = [];
        foreach (var history in histories)
        {
            cases.AddRange(new UndoHistory(history, job, dropped).Cases(wanted));
        }

        return new([.. cases.OrderBy(c => c.Last.Sequence)], found[^1].Sequence);
    }

    // in the first pass opt-ins that still hold go; in the second opt-outs, and opt-ins that have ended, whose undo may allow more
    private static int PassOf(ConsentStatus status, DateTimeOffset? validUntil, DateTimeOffset at) => status == ConsentStatus.OptedOut || validUntil <= at ? 2 : 1;

    // what was said about each answer of these addresses, whoever's record it is, in order
    private static async Task<List<List<UndoFact>>> HistoriesAsync(PortalDb db, List<Id<ContactPoint>> points, CancellationToken ct)
    {
        var distinct = points.Distinct().ToList();
        var facts = await db.Set<ConsentEvent>().AsNoTracking().Where(e => distinct.Contains(e.PointId) && e.Applied && e.StatesStatus).OrderBy(e => e.Sequence)
            .Select(e => new UndoFact(e.Id, new(e.PointId, e.PurposeId, e.TopicId, e.KeyContactId), e.Sequence, e.ProfileId, e.ContactId, e.NewStatus)
            {
                OccurredAt = e.OccurredAt, ValidUntil = e.ValidUntil, ConfirmedAt = e.ConfirmedAt, ActorKind = e.ActorKind, ImportBatch = e.ImportBatch, Action = e.Action,
                Carried = e.Reason == SettleWriter.Merged || e.Reason == SettleWriter.Parted,
            }).ToListAsync(ct);
        return [.. facts.GroupBy(f => (f.Key.PointId, f.Key.PurposeId, f.Key.TopicId)).Select(g => g.ToList())];
    }

    // an opt-in of another import that was taken back itself does not come back
    private static async Task<HashSet<long>> UndoneAsync(PortalDb db, List<List<UndoFact>> histories, long job, CancellationToken ct)
    {
        var others = histories.SelectMany(h => h).Select(e => e.ImportBatch).Where(b => b != 0 && b != job).Distinct().Select(b => new Id<ImportJob>(b)).ToList();
        return others.Count == 0 ? [] : [.. (await db.Set<ImportUndo>().AsNoTracking().Where(u => others.Contains(u.JobId)).Select(u => u.JobId).ToListAsync(ct)).Select(id => id.Value)];
    }
}
