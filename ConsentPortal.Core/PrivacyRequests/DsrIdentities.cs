using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>By what OpenDSR 2.0 names a person.</summary>
public static class DsrIdentities
{
    public const int Most = 20, ValueMostLength = 200;
    public const string Email = "email", Customer = "controller_customer_id", Raw = "raw";

    public static readonly IReadOnlyList<string> Types =
    [
        Customer, Email, "android_advertising_id", "android_id", "fire_advertising_id", "ios_advertising_id", "ios_vendor_id", "microsoft_advertising_id", "microsoft_publisher_id", "roku_publisher_id", "roku_advertising_id",
    ];

    /// <summary>A format and how many characters its value has; 0 = any.</summary>
    public static readonly FrozenDictionary<string, int> Formats = new Dictionary<string, int>(StringComparer.Ordinal) { [Raw] = 0, ["sha1"] = 40, ["md5"] = 32, ["sha256"] = 64 }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the value can be of this format.</summary>
    public static bool Fits(DsrIdentity identity) => Formats.TryGetValue(identity.Format, out var length)
        && identity.Value.Length <= ValueMostLength && !string.IsNullOrWhiteSpace(identity.Value) && (length == 0 || (identity.Value.Length == length && identity.Value.All(char.IsAsciiHexDigit)));

    internal static string FieldOf(DsrIdentity identity) => $"{identity.Type} {identity.Format}";

    /// <summary>What the case is known by where it has no address: the first identity.</summary>
    internal static string KeyOf(IReadOnlyList<DsrIdentity> identities)
        => identities is [{ } first, ..] ? $"{first.Type}:{first.Format}:{(first.Format == Raw ? first.Value : first.Value.ToUpperInvariant())}" : "";

    /// <summary>Those that were stored with a case, by format, where they are hashes of this kind.</summary>
    internal static ILookup<string, string> HashesOf(Submission submission, string type)
        => submission.Fields.Select(f => (Words: f.Key.Split(' '), f.Value)).Where(f => f.Words.Length > 1 && f.Words[0] == type).ToLookup(f => f.Words[1], f => f.Value.ToUpperInvariant(), StringComparer.Ordinal);

    /// <summary>Upper-case hex of the text in this format.</summary>
    internal static string Hash(string format, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5350, CA5351 // names of the protocol: they find a person, and protect nothing
        return Convert.ToHexString(format switch { "sha1" => SHA1.HashData(bytes), "md5" => MD5.HashData(bytes), _ => SHA256.HashData(bytes) });
#pragma warning restore CA5350, CA5351
    }
}
