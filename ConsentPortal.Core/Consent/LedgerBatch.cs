using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>A contact point that a batch writes to: found by its hash or its id, or made by the batch.</summary>
public sealed class PointDraft
{
    public Id<ContactPoint> Id { get; set; }

    public AddressHash Hash { get; set; }

    /// <summary>Only where the address was given; a link gives the id alone.</summary>
    public ContactPointKey Key { get; init; }

    public string Typed { get; init; } = "";

    public Channel Channel { get; set; }

    public bool IsNew { get; set; }

    public bool IsErased { get; set; }

    /// <summary>Everyone who uses it; loaded only for purposes that keep consent per contact.</summary>
    public List<Id<Contact>>? Contacts { get; set; }

    /// <summary>The purposes whose records are loaded.</summary>
    public HashSet<Id<Purpose>> Loaded { get; } = [];

    /// <summary>The records of the loaded purposes, as they will stand after the batch.</summary>
    public List<ConsentRecord> Records { get; } = [];

    public ConsentRecord? Record(Id<Purpose> purpose, Id<Topic> topic, Id<Contact> contact)
    {
        foreach (var record in Records)
        {
            if (record.PurposeId == purpose && record.TopicId == topic && record.ContactId == contact)
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>The newest opt-out that a contact left on this address while consent hung on the contact.</summary>
    public ConsentRecord? OptOutOfAContact(Id<Purpose> purpose, Id<Topic> topic)
    {
        ConsentRecord? newest = null;
        foreach (var record in Records)
        {
            if (record is { Status: ConsentStatus.OptedOut, ContactId.IsNone: false } && record.PurposeId == purpose && record.TopicId == topic
                && !(newest?.OccurredAt >= record.OccurredAt))
            {
                newest = record;
            }
        }

        return newest;
    }
}

/// <summary>What one batch adds, in the order in which it was decided. Saved by an <see cref="ILedgerStore"/> inside one transaction.</summary>
public sealed class LedgerBatch
{
    public List<PointDraft> NewPoints { get; } = [];

    public List<SideRow> SideRows { get; } = [];

    public List<ConsentEvent> Events { get; } = [];

    /// <summary>By point, because one key may change twice in a batch and only the last state is written.</summary>
    public HashSet<(PointDraft Point, Id<Purpose> Purpose, Id<Topic> Topic, Id<Contact> Contact)> Changed { get; } = [];

    public List<SuppressionLift> Lifts { get; } = [];

    public List<Wording> Wordings { get; } = [];

    /// <summary>Opt-outs that an import had said already.</summary>
    public List<OptOutRepeat> Repeats { get; } = [];

    public bool IsEmpty => NewPoints.Count == 0 && Events.Count == 0;
}

/// <summary>Prepared statements of one write transaction. Two implementations: one loops in process (SQLite), one sends arrays
/// (PostgreSQL). Nothing here decides anything.</summary>
public interface ILedgerStore
{
    /// <summary>Fills id, hash, channel and erasure of every draft that is stored; those with a hash are looked up among the living.</summary>
    ValueTask FindPointsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct);

    /// <summary>Adds the records of these purposes to the drafts, once.</summary>
    ValueTask LoadRecordsAsync(IReadOnlyList<(PointDraft Point, Id<Purpose> Purpose)> wanted, CancellationToken ct);

    /// <summary>Fills <see cref="PointDraft.Contacts"/>.</summary>
    ValueTask LoadContactsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct);

    /// <summary>Takes this many numbers and answers the first.</summary>
    ValueTask<long> TakeSequencesAsync(int count, CancellationToken ct);

    ValueTask SaveAsync(LedgerBatch batch, short hashKey, DateTimeOffset now, CancellationToken ct);

    ValueTask<ConsentEvent?> FindEventAsync(Id<ContactPoint> point, Id<ConsentEvent> id, CancellationToken ct);

    ValueTask<SideRow?> FindSideRowAsync(Id<SideRow> id, CancellationToken ct);

    /// <summary>The wording with this SHA-256, so that a text is kept once.</summary>
    ValueTask<Wording?> FindWordingAsync(byte[] sha256, CancellationToken ct);

    /// <summary>Takes these out of the confirmation requests that are still open: who says no after the question has answered it.</summary>
    ValueTask WithdrawAsync(IReadOnlyList<Withdrawal> withdrawals, DateTimeOffset now, CancellationToken ct);

    /// <summary>The open marketing suppressions of an address that are not lifted for this purpose yet, oldest first.</summary>
    ValueTask<IReadOnlyList<Suppression>> LiftableAsync(AddressHash hash, Id<Purpose> purpose, CancellationToken ct);
}

/// <summary>An opt-out of a purpose (topic 0: and all its topics) or of one topic, as far as open confirmation requests go.</summary>
public readonly record struct Withdrawal(Id<ContactPoint> PointId, Id<Purpose> PurposeId, Id<Topic> TopicId);
