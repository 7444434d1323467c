using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Seals the keys of authenticator apps (AES-256-GCM) and hashes recovery codes (HMAC-SHA-256) with keys derived from the ring of
/// secrets, which lies beside the database: who reads the database alone can make no code.</summary>
public sealed class SecondFactorKeys(KeyRings rings)
{
    private const int NonceLength = 12, TagLength = 16, KeyLength = 32;

    // no letters or digits that look alike
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int CodeLength = 12, GroupLength = 4;

    /// <summary>Key id, nonce, tag, then the encrypted key, bound to this member.</summary>
    internal byte[] Seal(long member, ReadOnlySpan<byte> secret)
    {
        var (id, key) = rings.Secrets.Current;
        var bytes = new byte[1 + NonceLength + TagLength + secret.Length];
        bytes[0] = id;
        var nonce = bytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = new(Derive(key, "authenticator"), TagLength);
        aes.Encrypt(nonce, secret, bytes.AsSpan(1 + NonceLength + TagLength), bytes.AsSpan(1 + NonceLength, TagLength), Owner(member));
        return bytes;
    }

    /// <summary>Null when the ring does not know the key: a database was put back without its keys.</summary>
    internal byte[]? Open(long member, byte[] bytes)
    {
        if (bytes.Length <= 1 + NonceLength + TagLength || rings.Secrets.Find(bytes[0]) is not { } key)
        {
            return null;
        }

        var secret = new byte[bytes.Length - 1 - NonceLength - TagLength];
        using AesGcm aes = new(Derive(key, "authenticator"), TagLength);
        try
        {
            aes.Decrypt(bytes.AsSpan(1, NonceLength), bytes.AsSpan(1 + NonceLength + TagLength), bytes.AsSpan(1 + NonceLength, TagLength), secret, Owner(member));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // a ring made anew counts its keys from 1 again
        }
    }

    /// <summary>A fresh code of 59 random bits, such as <c>k3hm-9xwa-t2dp</c>, and what is kept of it.</summary>
    internal (string Code, byte[] Hash) NewCode(long member)
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var (id, key) = rings.Secrets.Current;
        return (string.Join('-', letters.Chunk(GroupLength).Select(group => new string(group))), [id, .. Hash(member, letters, key)]);
    }

    internal bool IsSame(long member, string? typed, byte[] hash)
        => Plain(typed) is { Length: CodeLength } letters && rings.Secrets.Find(hash[0]) is { } key && CryptographicOperations.FixedTimeEquals(Hash(member, letters, key), hash.AsSpan(1));

    /// <summary>True for what may be a recovery code, however it was typed, and can be no code of an app.</summary>
    internal static bool LooksLikeRecovery(string? typed) => Plain(typed).Length > Totp.Digits;

    private static string Plain(string? typed) => string.Concat((typed ?? "").Take(100).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static byte[] Hash(long member, string letters, byte[] key) => HMACSHA256.HashData(Derive(key, "recovery codes"), (byte[])[.. Owner(member), .. Encoding.UTF8.GetBytes(letters)]);

    private static byte[] Derive(byte[] key, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes($"ConsentPortal {use}"));

    private static byte[] Owner(long member)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, member);
        return bytes;
    }
}
