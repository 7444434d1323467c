using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>The right to take one save back, once: bound to its events, whose exact old statuses it restores. Given only in the answer
/// to the save (or in the notice about a doubtful one).</summary>
public sealed class UndoOffer : IEntity
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
    public static readonly TimeSpan DoubtfulLife = TimeSpan.FromDays(30);

    public Id<UndoOffer> Id { get; init; }

    public byte[] TokenHash { get; init; } = [];

    public Id<ContactPoint> PointId { get; init; }

    /// <summary>The events it takes back.</summary>
    public List<long> Events { get; init; } = [];

    /// <summary>Suppressions that the same save added.</summary>
    public List<long> Suppressions { get; init; } = [];

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    internal void Use(DateTimeOffset now) => UsedAt = now;
}
