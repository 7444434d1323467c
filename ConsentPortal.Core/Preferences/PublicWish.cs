using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

public enum WishKind
{
    /// <summary>"I lost the mail": the preference link of an address.</summary>
    Link,

    /// <summary>"No mail arrived": what a subscription asked for, once more.</summary>
    Again,
}

/// <summary>What a stranger asked for on a public page. The page only writes it down, the same for everybody; the worker looks the address
/// up afterwards, so that neither the answer nor its time tells who is known here. Deleted once it is done.</summary>
public sealed class PublicWish : IEntity
{
    public const int MaxTries = 5;

    public Id<PublicWish> Id { get; init; }

    public WishKind Kind { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>BCP 47: the language of the page.</summary>
    public string Language { get; init; } = "";

    /// <summary>As typed; empty where a token says what it is about.</summary>
    public string Address { get; init; } = "";

    /// <summary>SHA-256 of a subscription's token; empty where an address says what it is about.</summary>
    public byte[] TokenHash { get; init; } = [];

    public DateTimeOffset At { get; init; }

    public int Tries { get; private set; }
}
