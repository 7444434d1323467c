using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One row of an export, in codes. Named as an import reads it, so that the file can be loaded again: <c>Status</c> is blank where
/// nobody said yes or no, and blank changes nothing; <c>State</c> says where it stands.</summary>
/// <param name="Address">Masked for who may not read addresses; empty once erased.</param>
/// <param name="Contact">External id, or our own where the contact has none; empty = the address itself.</param>
/// <param name="Key">The event's number: behind the record, or itself.</param>
public sealed record ConsentLine(string Address, Channel Channel, string Profile, string Purpose, string Topic, ConsentStatus? Status, ConsentStatus State, DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt, DateTimeOffset? ValidUntil, DateTimeOffset? PausedUntil, DateTimeOffset? ConfirmedAt, string Source, string Contact, Id<ConsentEvent> Key,
    ActorKind ActorKind, ConsentAction Action, string Reason)
{
    /// <summary>Of an event: its place in the ledger.</summary>
    public long? Sequence { get; init; }

    /// <summary>Of an event: the status before.</summary>
    public ConsentStatus? OldStatus { get; init; }

    /// <summary>Of an event: false for what is kept as history only.</summary>
    public bool? Applied { get; init; }

    public string ActorId { get; init; } = "";

    public string WordingVersion { get; init; } = "";

    public string WordingLanguage { get; init; } = "";

    /// <summary>The import job, by number; 0 = none.</summary>
    public long ImportBatch { get; init; }

    public bool Flagged { get; init; }

    public Id<Contacts.ContactPoint> PointId { get; init; }
}
