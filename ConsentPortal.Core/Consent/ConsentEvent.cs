using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>An append-only fact: who changed what, when, how, on what wording, why. Holds no address and no free text about the person;
/// those live in side rows, of which it keeps the salted hash.</summary>
public sealed class ConsentEvent : IEntity, IAppendOnly
{
    public const int SourceMaxLength = 100;
    public const int ActorIdMaxLength = 40;
    public const int ReasonMaxLength = 40;
    public const int VersionMaxLength = 40;
    public const int LanguageMaxLength = 12;

    public Id<ContactPoint> PointId { get; init; }

    public Id<ConsentEvent> Id { get; init; }

    /// <summary>The place in the ledger, given inside the write transaction. Readers by cursor use this, never the id or the clock.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The person it is about, where one was named; else 0.</summary>
    public Id<Contact> ContactId { get; init; }

    /// <summary>The contact in the key of the record it changed: 0 unless the purpose keeps consent per contact.</summary>
    public Id<Contact> KeyContactId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Id<Topic> TopicId { get; init; }

    public ConsentStatus OldStatus { get; init; }

    public ConsentStatus NewStatus { get; init; }

    /// <summary>False for what is kept as history only: the record did not follow it.</summary>
    public bool Applied { get; init; } = true;

    /// <summary>True when the status was stated; false for a pause, which leaves it alone.</summary>
    public bool StatesStatus { get; init; } = true;

    public ConsentAction Action { get; init; }

    public string Source { get; init; } = "";

    /// <summary>A structured reason such as <c>too_frequent</c>; empty = none given.</summary>
    public string Reason { get; init; } = "";

    public ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>Staff who write down what the person said act on behalf of the subject; null = for themselves.</summary>
    public ActorKind? OnBehalfOf { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The time that the sender stated, where it lay too far ahead to be believed.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>When the address confirmed it (double opt-in).</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public string WordingVersion { get; init; } = "";

    /// <summary>SHA-256 of the wording itself; null = no wording.</summary>
    public byte[]? WordingSha256 { get; init; }

    public string WordingLanguage { get; init; } = "";

    public string PreferenceCenterVersion { get; init; } = "";

    public Id<MessageReference> MessageRefId { get; init; }

    /// <summary>The import job, by number; 0 = none.</summary>
    public long ImportBatch { get; init; }

    /// <summary>True when the request looked like a mail scanner: applied all the same, and the address is told.</summary>
    public bool Doubtful { get; init; }

    public Id<SideRow> JustificationId { get; init; }

    public byte[]? JustificationHash { get; init; }

    public Id<SideRow> WordingId { get; init; }

    public byte[]? WordingHash { get; init; }

    public Id<SideRow> OriginId { get; init; }

    public byte[]? OriginHash { get; init; }

    /// <summary>SHA-256 over all of the above (<see cref="LedgerLeaf"/>).</summary>
    public byte[] LeafHash { get; internal set; } = [];
}

/// <summary>The sender's own name for the message that carried a link, kept once.</summary>
public sealed class MessageReference : IEntity
{
    public const int TextMaxLength = 200;

    public Id<MessageReference> Id { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>A text that somebody agreed to: found by its SHA-256, kept once in a side row that all its events share.</summary>
public sealed class Wording : IEntity, IAppendOnly
{
    public byte[] Sha256 { get; init; } = [];

    public Id<SideRow> SideRowId { get; init; }

    public byte[] SideRowHash { get; init; } = [];

    public DateTimeOffset FirstUsedAt { get; init; }
}
