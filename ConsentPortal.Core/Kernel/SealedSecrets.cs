using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>Seals secrets that must be read back (AES-256-GCM) with a key derived from the ring of secrets, which lies beside the database:
/// who reads the database alone has nothing. What is sealed is bound to its use and its owner.</summary>
public sealed class SealedSecrets(KeyRings rings)
{
    private const int NonceLength = 12, TagLength = 16, KeyLength = 32, Head = 1 + NonceLength + TagLength;

    /// <summary>Key id, nonce, tag, then the encrypted secret.</summary>
    public byte[] Seal(string use, long owner, ReadOnlySpan<byte> secret)
    {
        var (id, key) = rings.Secrets.Current;
        var bytes = new byte[Head + secret.Length];
        bytes[0] = id;
        var nonce = bytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = new(Derive(key, use), TagLength);
        aes.Encrypt(nonce, secret, bytes.AsSpan(Head), bytes.AsSpan(1 + NonceLength, TagLength), Owner(owner));
        return bytes;
    }

    /// <summary>Null when the ring does not know the key: a database was put back without its keys.</summary>
    public byte[]? Open(string use, long owner, byte[] bytes)
    {
        if (bytes.Length <= Head || rings.Secrets.Find(bytes[0]) is not { } key)
        {
            return null;
        }

        var secret = new byte[bytes.Length - Head];
        using AesGcm aes = new(Derive(key, use), TagLength);
        try
        {
            aes.Decrypt(bytes.AsSpan(1, NonceLength), bytes.AsSpan(Head), bytes.AsSpan(1 + NonceLength, TagLength), secret, Owner(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // a ring made anew counts its keys from 1 again
        }
    }

    internal static byte[] Derive(byte[] key, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes($"ConsentPortal {use}"));

    internal static byte[] Owner(long owner)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, owner);
        return bytes;
    }
}
