using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One event as a seal lists it.</summary>
public readonly record struct LedgerEntry(long Sequence, byte[] Leaf);

/// <summary>How far the ledger reaches, all read in one snapshot: the counters' word, and what the rows say.</summary>
public readonly record struct LedgerHead(long Events, long LastSequence, long Seals, long LastSeal);

/// <summary>An event as it lies there; null where its row cannot be read as one.</summary>
public readonly record struct ReadEvent(long Sequence, Id<ContactPoint> PointId, Id<ConsentEvent> Id, ConsentEvent? Event);

/// <summary>The key of a record.</summary>
public readonly record struct RecordKey(Id<ContactPoint> PointId, Id<Purpose> PurposeId, Id<Topic> TopicId, Id<Contact> ContactId)
{
    public static RecordKey Of(ConsentEvent happened) => new(happened.PointId, happened.PurposeId, happened.TopicId, happened.KeyContactId);
}

/// <summary>A record as it lies there; null where its row cannot be read as one.</summary>
public readonly record struct ReadRecord(RecordKey Key, ConsentRecord? Record);

/// <summary>Whole contact points in order of their ids, events and records from one snapshot. The events of a point stand in ledger order.</summary>
public sealed record PointSlice(Id<ContactPoint> Upper, IReadOnlyList<ReadEvent> Events, IReadOnlyList<ReadRecord> Records);

/// <summary>A side row as it lies there. <c>Kind</c> null = there is no such row; <c>Erased</c> = an erasure entry accounts for it.</summary>
public readonly record struct ReadSideRow(Id<SideRow> Id, string? Kind, byte[]? Salt, string? Content, bool Erased);

/// <summary>An audit entry and the side row with its values.</summary>
public readonly record struct SideRowOwner(long Id, Id<SideRow> RowId, byte[]? Hash);

/// <summary>Reads the ledger in runs of bounded size, each in a short snapshot of its own, so that sealing and checking hold nobody up.
/// Two implementations, one a database. Not for concurrent use.</summary>
public interface ILedgerReader : IAsyncDisposable
{
    ValueTask<LedgerHead> HeadAsync(CancellationToken ct);

    /// <summary>Sequence and leaf hash of the next events after this sequence.</summary>
    ValueTask<IReadOnlyList<LedgerEntry>> LeavesAsync(long after, int most, CancellationToken ct);

    /// <summary>The events from one sequence to another, both included, in order.</summary>
    ValueTask<IReadOnlyList<ReadEvent>> EventsAsync(long first, long last, CancellationToken ct);

    /// <summary>The next points after this one, about as many as have 5,000 events; null when there are none.</summary>
    ValueTask<PointSlice?> PointsAsync(Id<ContactPoint> after, CancellationToken ct);

    /// <summary>One answer an id, in order.</summary>
    ValueTask<IReadOnlyList<ReadSideRow>> SideRowsAsync(IReadOnlyList<Id<SideRow>> ids, CancellationToken ct);

    /// <summary>The audit entries after this id.</summary>
    ValueTask<IReadOnlyList<SideRowOwner>> AuditAsync(long after, int most, CancellationToken ct);
}
