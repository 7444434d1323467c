using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>A key as a program sends it: <c>cp_740133921_3q2-7wEAAA…</c>, its id and 256 random bits as 43 base64url characters.</summary>
internal static class ApiKeyText
{
    public const int SecretLength = 32;
    private const string Prefix = "cp_";
    private const int SecretTextLength = 43;

    public static string Write(Id<ApiKey> id, ReadOnlySpan<byte> secret) => $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}";

    /// <summary>False for anything of another shape; the secret is written to 32 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out Id<ApiKey> id, Span<byte> secret)
    {
        id = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[Prefix.Length..];
        var end = text.IndexOf('_');
        if (end < 1 || text.Length - end - 1 != SecretTextLength || !long.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        id = new(number);
        return Base64Url.IsValid(text[(end + 1)..]) && Base64Url.TryDecodeFromChars(text[(end + 1)..], secret, out var read) && read == SecretLength;
    }

    /// <summary>HMAC-SHA-256 under a key of the secrets ring: 256 random bits need no slow hash.</summary>
    public static byte[] Hash(byte[] ringKey, ReadOnlySpan<byte> secret) => HMACSHA256.HashData(ringKey, secret);

    /// <summary>True when the secret gives this hash under any key of the ring, old ones included.</summary>
    public static bool Matches(KeyRing ring, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> hash)
    {
        Span<byte> made = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var (_, key) in ring.All)
        {
            HMACSHA256.HashData(key, secret, made);
            if (CryptographicOperations.FixedTimeEquals(made, hash))
            {
                return true;
            }
        }

        return false;
    }
}
