using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>The keyed hash of an address: the first 128 bits of HMAC-SHA-256(pepper, channel ‖ 0x1F ‖ canonical). What a suppression
/// hangs on and what stays of an address after erasure; without the pepper it cannot be tried against a dictionary.</summary>
public readonly record struct AddressHash(ulong High, ulong Low)
{
    public const int Length = 16;

    public bool IsEmpty => High == 0 && Low == 0;

    public static AddressHash From(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}

/// <summary>Makes address hashes under the pepper of this portal, which lives outside the database.</summary>
public sealed class AddressHasher(KeyRings rings)
{
    /// <summary>The id of the pepper in use; stored beside each hash, so that the ring can be rotated.</summary>
    public byte KeyId => rings.Hashes.Current.Id;

    public AddressHash Of(ContactPointKey key) => Of(key, rings.Hashes.Current.Key);

    // one keyed hash a thread, kept ready: making it anew would cost more than hashing an address
    [ThreadStatic] private static (byte[] Pepper, IncrementalHash Hash) kept;

    private static IncrementalHash Keyed(byte[] pepper)
    {
        if (!ReferenceEquals(kept.Pepper, pepper))
        {
            kept.Hash?.Dispose();
            kept = (pepper, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, pepper));
        }

        return kept.Hash;
    }

    private static AddressHash Of(ContactPointKey key, byte[] pepper)
    {
        var channel = Word.Of(key.Channel);
        Span<byte> text = stackalloc byte[16 + 3 * 256];
        var length = Encoding.ASCII.GetBytes(channel, text);
        text[length++] = 0x1F;
        length += Encoding.UTF8.GetBytes(key.Canonical, text[length..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var hash = Keyed(pepper);
        hash.AppendData(text[..length]);
        hash.GetHashAndReset(mac);
        return AddressHash.From(mac);
    }
}
