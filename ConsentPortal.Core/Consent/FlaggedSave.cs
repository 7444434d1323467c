using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One save that switched something off and looked like a mail scanner's: why, from which network, by the link of which message.
/// Its events carry the flag <see cref="ConsentEvent.Doubtful"/>; what they were and whether they were taken back stands in the
/// <see cref="UndoOffer"/> of the same id.</summary>
public sealed class FlaggedSave : IEntity, IAppendOnly
{
    public const int SignsMaxLength = 60;

    /// <summary>The save's undo offer; sorts by time.</summary>
    public Id<UndoOffer> Id { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>The message that carried the link; 0 = the sender named none.</summary>
    public Id<MessageReference> MessageRefId { get; init; }

    /// <summary>As <see cref="VisitorNetwork"/> gives it; empty = unknown.</summary>
    public string Network { get; init; } = "";

    /// <summary>As <see cref="ScannerSignWords"/> joins them.</summary>
    public string Signs { get; init; } = "";

    public DateTimeOffset SavedAt { get; init; }
}

/// <summary>By what flagged saves are counted.</summary>
public enum FlagGroup
{
    Message,
    Network,
}

/// <summary>How many flagged saves a message or a network has: kept with every save, so that no page counts a large table.</summary>
public sealed class FlagTally : IEntity
{
    /// <summary>An opt-out this soon after the message's first link is rarely a person's.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public FlagGroup Group { get; init; }

    /// <summary>The number of the <see cref="MessageReference"/> (0 = none), or the network.</summary>
    public string Key { get; init; } = "";

    public int Count { get; private set; }

    /// <summary>Within <see cref="Soon"/> of the message.</summary>
    public int SoonCount { get; private set; }

    public int TakenBack { get; private set; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; private set; }

    internal void Add(DateTimeOffset now, bool soon)
    {
        Count++;
        SoonCount += soon ? 1 : 0;
        LastAt = now;
    }

    internal void TakeBack() => TakenBack++;
}
