using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes and reads the proof that somebody typed in the right code: 34 bytes as 46 base64url characters for a hidden field. Kind,
/// key id, contact point (8), until (8, Unix seconds), the first 32 bits of the use's SHA-256, then 96 bits of an HMAC-SHA-256. No cookie,
/// no session: it dies by itself.</summary>
public sealed class AddressProofs(KeyRings rings)
{
    private const byte Kind = 0x50;
    private const int BodyLength = 22, Length = BodyLength + PreferenceLinks.MacLength;
    private const int TokenLength = 46;

    /// <summary>Long enough to fill a form in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public string Write(Id<ContactPoint> point, string use, DateTimeOffset until) => Write(point.Value, use, until);

    /// <summary>The same for anything else that has a number; its use keeps it apart from all others.</summary>
    internal string Write(long owner, string use, DateTimeOffset until)
    {
        var (id, key) = rings.Secrets.Current;
        Span<byte> bytes = stackalloc byte[Length];
        (bytes[0], bytes[1]) = (Kind, id);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], owner);
        BinaryPrimitives.WriteInt64BigEndian(bytes[10..], until.ToUnixTimeSeconds());
        SHA256.HashData(Encoding.UTF8.GetBytes(use)).AsSpan(0, 4).CopyTo(bytes[18..]);
        PreferenceLinks.Sign(key, bytes[..BodyLength], bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for what is not ours, was given for something else, or has died.</summary>
    public bool TryRead(string? proof, string use, DateTimeOffset now, out Id<ContactPoint> point)
    {
        var ours = TryReadOwner(proof, use, now, out var owner);
        point = new(owner);
        return ours;
    }

    internal bool TryReadOwner(string? proof, string use, DateTimeOffset now, out long owner)
    {
        owner = 0;
        Span<byte> bytes = stackalloc byte[Length];
        if (proof is not { Length: TokenLength } || !Base64Url.IsValid(proof) || !Base64Url.TryDecodeFromChars(proof, bytes, out var read) || read != Length
            || bytes[0] != Kind || rings.Secrets.Find(bytes[1]) is not { } key)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[PreferenceLinks.MacLength];
        PreferenceLinks.Sign(key, bytes[..BodyLength], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[BodyLength..]) || BinaryPrimitives.ReadInt64BigEndian(bytes[10..]) <= now.ToUnixTimeSeconds()
            || !SHA256.HashData(Encoding.UTF8.GetBytes(use)).AsSpan(0, 4).SequenceEqual(bytes[18..22]))
        {
            return false;
        }

        owner = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        return true;
    }
}
