using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>The authenticator app of a member: the key that it shares with the portal, encrypted by a key that is not in the database.</summary>
public sealed class Authenticator
{
    public long MemberId { get; init; }

    /// <summary>Sealed by <see cref="SecondFactorKeys"/>.</summary>
    public byte[] Secret { get; init; } = [];

    /// <summary>The step (30 seconds) of the last code that was taken: that one and earlier ones are not taken again.</summary>
    public long LastStep { get; internal set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One of ten codes for the day that the telephone is gone. Good once; only a keyed hash of it is kept.</summary>
public sealed class RecoveryCode : IEntity
{
    /// <summary>How many are made at once.</summary>
    public const int Count = 10;

    /// <summary>From here on the member is told to make new ones.</summary>
    public const int Few = 3;

    public Id<RecoveryCode> Id { get; init; }

    public long MemberId { get; init; }

    public byte[] Hash { get; init; } = [];

    public DateTimeOffset? UsedAt { get; internal set; }

    public DateTimeOffset CreatedAt { get; init; }
}
