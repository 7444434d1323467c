using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One save on a public page, and the right to take it back once: bound to its events, whose exact old statuses it restores. The
/// token is given only in the answer to the save (or in the notice about a doubtful one); the receipt of the save stays for good.</summary>
public sealed class UndoOffer : IEntity
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
    public static readonly TimeSpan DoubtfulLife = TimeSpan.FromDays(30);

    public Id<UndoOffer> Id { get; init; }

    public byte[] TokenHash { get; init; } = [];

    public Id<ContactPoint> PointId { get; init; }

    /// <summary>Where the address is a number: the point of the other phone channel, when the save changed that too; else 0.</summary>
    public Id<ContactPoint> OtherPointId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>The events it takes back.</summary>
    public List<long> Events { get; init; } = [];

    /// <summary>Suppressions that the same save added.</summary>
    public List<long> Suppressions { get; init; } = [];

    /// <summary>The person whose consent level the save changed; 0 = no level changed.</summary>
    public Id<Contact> LevelContactId { get; init; }

    public ConsentLevel? LevelBefore { get; init; }

    public ConsentLevel? LevelAfter { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && ExpiresAt > now;

    internal void Use(DateTimeOffset now) => UsedAt = now;
}
