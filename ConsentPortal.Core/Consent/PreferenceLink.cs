using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a preference link carries: whom it was sent to and for what, by short numbers. It shows nothing and can only opt out.</summary>
public sealed record PreferenceLink
{
    public required Id<ContactPoint> PointId { get; init; }

    public required short Profile { get; init; }

    public required short Purpose { get; init; }

    /// <summary>0 = the purpose itself.</summary>
    public short Topic { get; init; }

    public Id<Contact> ContactId { get; init; }

    public Id<MessageReference> MessageRefId { get; init; }
}

/// <summary>Writes and reads the tokens of preference links: 44 bytes as 59 base64url characters. Version, key id, contact point (8),
/// profile, purpose, topic (2 each), contact (8), message reference (8), then the first 96 bits of an HMAC-SHA-256 over all of it. They
/// never expire, and old keys of the ring go on checking.</summary>
public sealed class PreferenceLinks(KeyRings rings)
{
    public const int TokenLength = 59;
    private const byte Version = 1;
    internal const int MacLength = 12;
    private const int BodyLength = 32, Length = BodyLength + MacLength;

    public string Write(PreferenceLink link)
    {
        var (id, key) = rings.Links.Current;
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        bytes[1] = id;
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], link.PointId.Value);
        BinaryPrimitives.WriteInt16BigEndian(bytes[10..], link.Profile);
        BinaryPrimitives.WriteInt16BigEndian(bytes[12..], link.Purpose);
        BinaryPrimitives.WriteInt16BigEndian(bytes[14..], link.Topic);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], link.ContactId.Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], link.MessageRefId.Value);
        Sign(key, bytes[..BodyLength], bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for anything that this portal did not write: the signature is checked before a single field is used.</summary>
    public bool TryRead(string? token, [NotNullWhen(true)] out PreferenceLink? link)
    {
        link = null;
        Span<byte> bytes = stackalloc byte[Length];
        if (token is not { Length: TokenLength } || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var read) || read != Length
            || bytes[0] != Version || rings.Links.Find(bytes[1]) is not { } key)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[MacLength];
        Sign(key, bytes[..BodyLength], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[BodyLength..]))
        {
            return false;
        }

        link = new()
        {
            PointId = new(BinaryPrimitives.ReadInt64BigEndian(bytes[2..])), Profile = BinaryPrimitives.ReadInt16BigEndian(bytes[10..]),
            Purpose = BinaryPrimitives.ReadInt16BigEndian(bytes[12..]), Topic = BinaryPrimitives.ReadInt16BigEndian(bytes[14..]),
            ContactId = new(BinaryPrimitives.ReadInt64BigEndian(bytes[16..])), MessageRefId = new(BinaryPrimitives.ReadInt64BigEndian(bytes[24..])),
        };
        return true;
    }

    /// <summary>The first 96 bits of the HMAC; receipts are signed the same way.</summary>
    internal static void Sign(byte[] key, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, full);
        full[..MacLength].CopyTo(mac);
    }
}
