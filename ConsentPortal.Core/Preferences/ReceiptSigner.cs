using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Signs receipts, so that anyone can see later whether one is genuine. The signature is a member of the receipt itself and covers
/// the canonical form of everything else. The file to read carries a second one over all of its text.</summary>
public sealed class ReceiptSigner(SigningKeys keys, PortalAddress address)
{
    public const string Member = "signature";

    /// <summary>Where the public keys are published as a JSON Web Key Set.</summary>
    public const string KeysPath = "/.well-known/consent-receipt-keys.json";

    /// <summary>The id of the element that holds the signed data inside a file to read.</summary>
    public const string DataId = "consent-receipt-data";

    internal const string SealStart = "<!-- consent-receipt-file ", SealEnd = " -->";

    /// <summary>Adds the signature.</summary>
    public JsonObject Sign(JsonObject receipt)
    {
        receipt.Remove(Member);
        var (signature, keyId) = keys.Sign(Canonical(receipt.ToJsonString()));
        receipt[Member] = new JsonObject
        {
            ["alg"] = SigningKeys.Algorithm, ["kid"] = keyId, ["canonicalization"] = "RFC8785", ["keys"] = address.To(KeysPath), ["value"] = Base64Url.EncodeToString(signature),
        };
        return receipt;
    }

    /// <summary>The file with a last line that signs every character before it.</summary>
    public string SealFile(string html)
    {
        var body = html.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var (signature, keyId) = keys.Sign(FileBytes(body));
        return $"{body}{SealStart}{keyId} {Base64Url.EncodeToString(signature)}{SealEnd}\n";
    }

    internal static byte[] Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Of(document.RootElement, Member);
    }

    internal static byte[] FileBytes(string body) => Encoding.UTF8.GetBytes("consent-receipt-file\n" + body.ReplaceLineEndings("\n"));
}
