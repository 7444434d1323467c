using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

public enum SuppressionScope
{
    /// <summary>Everything, receipts too: hard bounce, legal order.</summary>
    Address,

    /// <summary>All commercial messages and tracking: complaint, objection, erasure.</summary>
    Marketing,

    /// <summary>One purpose.</summary>
    Purpose,
}

public enum SuppressionReason
{
    HardBounce,
    Complaint,
    Objection,
    Erasure,
    LegalOrder,
    Manual,
}

/// <summary>A do-not-contact fact that outlives contacts, consents and imports: it hangs on the keyed hash of the address.</summary>
public sealed class Suppression : Period, IEntity, IAudited
{
    public Id<Suppression> Id { get; init; }

    public byte[] KeyHash { get; init; } = [];

    public short HashKey { get; init; }

    public Channel Channel { get; init; }

    public SuppressionScope Scope { get; init; }

    /// <summary>Only for the purpose scope; else 0.</summary>
    public Id<Purpose> PurposeId { get; init; }

    public SuppressionReason Reason { get; init; }

    /// <summary>Why, in words: an erasable side row; 0 = none.</summary>
    public Id<SideRow> NoteId { get; init; }

    public ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>May a confirmed opt-in lift it for one purpose? Only what the person once said about marketing.</summary>
    public bool YieldsToConfirmedOptIn => Scope == SuppressionScope.Marketing && Reason is SuppressionReason.Erasure or SuppressionReason.Complaint or SuppressionReason.Objection;
}

/// <summary>A later confirmed opt-in lifts a marketing suppression for one purpose only.</summary>
public sealed class SuppressionLift : Period, IEntity
{
    public Id<SuppressionLift> Id { get; init; }

    public Id<Suppression> SuppressionId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Id<ConsentEvent> EventId { get; init; }
}
