using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Closes a run of events: their ordered (sequence, leaf hash) list, its Merkle root (RFC 9162 prefixes), chained to the seal
/// before. Whoever changes, adds or removes a sealed event must forge every later seal.</summary>
public sealed class LedgerSeal : IEntity, IAppendOnly
{
    public const int MaxEvents = 10_000;
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    /// <summary>From 1, without a gap.</summary>
    public long Number { get; init; }

    public long FirstSequence { get; init; }

    public long LastSequence { get; init; }

    public int Count { get; init; }

    /// <summary>40 bytes an event: sequence (big-endian) and leaf hash.</summary>
    public byte[] Entries { get; init; } = [];

    public byte[] Root { get; init; } = [];

    /// <summary>The seal before; 32 zeros for the first.</summary>
    public byte[] PreviousHash { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public DateTimeOffset SealedAt { get; init; }
}
