using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Seals the keys of authenticator apps (AES-256-GCM) and hashes recovery codes (HMAC-SHA-256) with keys derived from the ring of
/// secrets, which lies beside the database: who reads the database alone can make no code.</summary>
public sealed class SecondFactorKeys(KeyRings rings)
{
    private const string Use = "authenticator";

    // no letters or digits that look alike
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int CodeLength = 12, GroupLength = 4;

    private readonly SealedSecrets seals = new(rings);

    /// <summary>Bound to this member.</summary>
    internal byte[] Seal(long member, ReadOnlySpan<byte> secret) => seals.Seal(Use, member, secret);

    /// <summary>Null when the ring does not know the key.</summary>
    internal byte[]? Open(long member, byte[] bytes) => seals.Open(Use, member, bytes);

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

    private static byte[] Hash(long member, string letters, byte[] key) => HMACSHA256.HashData(SealedSecrets.Derive(key, "recovery codes"), (byte[])[.. SealedSecrets.Owner(member), .. Encoding.UTF8.GetBytes(letters)]);
}
