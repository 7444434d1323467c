using System.Buffers.Binary;
using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Closes a run of events: their ordered (sequence, leaf hash) list, its Merkle root (RFC 9162 prefixes), chained to the seal
/// before. Whoever changes, adds or removes a sealed event must forge every later seal.</summary>
public sealed class LedgerSeal : IEntity, IAppendOnly
{
    public const int MaxEvents = 10_000;
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    /// <summary>The counter that holds the number of the last seal, so that a seal missing at the end is missed.</summary>
    internal const string CounterName = "seals";

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

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset SealedAt { get; init; }

    /// <summary>ES256 over the hash (<see cref="SealSignatures"/>); null for a seal of before seals were signed.</summary>
    public byte[]? Signature { get; private set; }

    /// <summary>The key that signed it; empty = none.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>Seals and signs these entries after the seal <paramref name="before"/>.</summary>
    internal static LedgerSeal Make(SealHead before, byte[] entries, byte[] root, DateTimeOffset now, SigningKeys keys)
    {
        LedgerSeal seal = new()
        {
            Number = before.Number + 1, FirstSequence = SealEntries.Sequence(entries, 0), LastSequence = SealEntries.Sequence(entries, SealEntries.Count(entries) - 1),
            Count = SealEntries.Count(entries), Entries = entries, Root = root, PreviousHash = before.Hash, SealedAt = now,
        };
        seal.Hash = seal.HashOfAll();
        (seal.Signature, seal.KeyId) = SealSignatures.Sign(keys, seal.Hash);
        return seal;
    }

    /// <summary>SHA-256 over 0x02 (neither leaf nor node), a layout version and every field; the entries are in by their root.</summary>
    public byte[] HashOfAll()
    {
        Span<byte> text = stackalloc byte[2 + 5 * 8 + 2 * LedgerLeaf.Length];
        (text[0], text[1]) = (0x02, 1);
        BinaryPrimitives.WriteInt64BigEndian(text[2..], Number);
        BinaryPrimitives.WriteInt64BigEndian(text[10..], FirstSequence);
        BinaryPrimitives.WriteInt64BigEndian(text[18..], LastSequence);
        BinaryPrimitives.WriteInt64BigEndian(text[26..], Count);
        BinaryPrimitives.WriteInt64BigEndian(text[34..], SealedAt.UtcTicks);
        Fixed(Root).CopyTo(text[42..]);
        Fixed(PreviousHash).CopyTo(text[74..]);
        return SHA256.HashData(text);
    }

    // a hash of the wrong length is no hash: it must not spill over or be padded into a right one
    private static byte[] Fixed(byte[] hash) => hash.Length == LedgerLeaf.Length ? hash : SHA256.HashData(hash);
}

/// <summary>Where the chain stands: the last seal's number, last sequence, hash and time.</summary>
public sealed record SealHead(long Number, long LastSequence, byte[] Hash, DateTimeOffset SealedAt)
{
    /// <summary>Before the first seal.</summary>
    public static readonly SealHead None = new(0, 0, new byte[LedgerLeaf.Length], DateTimeOffset.MinValue);
}

/// <summary>The list inside a seal.</summary>
internal static class SealEntries
{
    public const int Length = 8 + LedgerLeaf.Length;

    public static int Count(byte[] entries) => entries.Length / Length;

    public static long Sequence(byte[] entries, int index) => BinaryPrimitives.ReadInt64BigEndian(entries.AsSpan(index * Length));

    public static ReadOnlySpan<byte> Leaf(byte[] entries, int index) => entries.AsSpan(index * Length + 8, LedgerLeaf.Length);

    public static byte[] Of(IReadOnlyList<LedgerEntry> events)
    {
        var entries = new byte[events.Count * Length];
        for (var i = 0; i < events.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(entries.AsSpan(i * Length), events[i].Sequence);
            events[i].Leaf.AsSpan(0, Math.Min(events[i].Leaf.Length, LedgerLeaf.Length)).CopyTo(entries.AsSpan(i * Length + 8)); // one of another length was altered: the check will say so
        }

        return entries;
    }

    public static byte[] Root(byte[] entries)
    {
        var leaves = new byte[Count(entries) * LedgerLeaf.Length];
        for (var i = 0; i < Count(entries); i++)
        {
            Leaf(entries, i).CopyTo(leaves.AsSpan(i * LedgerLeaf.Length));
        }

        return MerkleTree.Root(leaves);
    }
}
