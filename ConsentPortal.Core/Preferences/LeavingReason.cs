using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Why somebody leaves, in the words that can be counted.</summary>
public enum LeavingWord
{
    TooMany,
    NotRelevant,
    NeverSignedUp,
    Privacy,
    Other,
}

/// <summary>What a reader answered to "why are you leaving", once for each save. A row beside the save, because events are never changed;
/// what was typed lies in an erasable side row.</summary>
public sealed class LeavingReason : IEntity, IAppendOnly
{
    /// <summary>Most characters of the free text.</summary>
    public const int NoteMaxLength = 500;

    public Id<LeavingReason> Id { get; init; }

    /// <summary>The save that it explains; one answer each.</summary>
    public Id<UndoOffer> SaveId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public LeavingWord Word { get; init; }

    /// <summary>The side row of the free text; 0 = none was typed.</summary>
    public Id<SideRow> NoteId { get; init; }

    public byte[]? NoteHash { get; init; }

    public DateTimeOffset At { get; init; }
}
