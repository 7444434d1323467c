using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>Six random digits that are sent to an address and typed in again (OWASP ASVS 6.5, 6.6). Only a keyed hash is stored, bound to the row it belongs to.</summary>
public static class OneTimeCode
{
    public const int Digits = 6;

    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>HMAC-SHA-256 under a key of the ring of secrets.</summary>
    /// <param name="owner">The id of the row that keeps the hash.</param>
    public static byte[] HashOf(byte[] key, long owner, string code)
    {
        Span<byte> text = stackalloc byte[8 + Digits];
        BinaryPrimitives.WriteInt64BigEndian(text, owner);
        Encoding.ASCII.GetBytes(code, text[8..]);
        return HMACSHA256.HashData(key, text);
    }

    /// <summary>Whether what was typed is the code of this hash; its time tells nothing.</summary>
    public static bool IsRight(byte[] key, long owner, string? typed, byte[] hash) => Read(typed) is { } code && CryptographicOperations.FixedTimeEquals(HashOf(key, owner, code), hash);

    // as people type and paste them: "123 456", "123-456", and the digits of other scripts
    private static string? Read(string? typed)
    {
        StringBuilder digits = new(Digits);
        foreach (var c in Text.Cut(typed ?? "", 40))
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
            {
                digits.Append((char)('0' + digit));
            }
        }

        return digits.Length == Digits ? digits.ToString() : null;
    }
}
