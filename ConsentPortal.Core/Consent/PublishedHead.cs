using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Consent;

/// <summary>The head of the ledger as it is published outside: the last seal's number, its last event, its hash and signature. Whoever keeps
/// one can prove later that nobody rewrote what came before.</summary>
public sealed record PublishedHead(
    [property: JsonPropertyName("number")] long Number, [property: JsonPropertyName("lastSequence")] long LastSequence, [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("sealedAt")] string SealedAt, [property: JsonPropertyName("signature")] string? Signature, [property: JsonPropertyName("keyId")] string? KeyId)
{
    internal static PublishedHead Of(LedgerSeal seal) => new(seal.Number, seal.LastSequence, Convert.ToHexStringLower(seal.Hash),
        seal.SealedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        seal.Signature is { } signature ? Convert.ToBase64String(signature) : null, seal.Signature is null ? null : seal.KeyId);

    /// <summary>One line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <summary>Every head in a file: one JSON object a line, other lines (of a mail around it) are passed over.</summary>
    public static IReadOnlyList<PublishedHead> ReadAll(string text)
    {
        List<PublishedHead> heads = [];
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith('{') && l.EndsWith('}')))
        {
            try
            {
                if (JsonSerializer.Deserialize<PublishedHead>(line) is { Number: > 0, Hash.Length: > 0 } head)
                {
                    heads.Add(head);
                }
            }
            catch (JsonException)
            {
                // some other line in braces
            }
        }

        return heads;
    }
}
