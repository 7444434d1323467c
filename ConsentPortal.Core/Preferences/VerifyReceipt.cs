using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a receipt that somebody brings is worth.</summary>
public enum ReceiptVerdict
{
    Genuine,

    /// <summary>Signed by us once, but not as it is now.</summary>
    Changed,

    /// <summary>Signed with a key that is not this portal's.</summary>
    ForeignKey,
    NotSigned,

    /// <summary>No receipt could be found in it.</summary>
    Unreadable,
}

/// <summary>Tells whether a receipt is genuine, from the receipt and our keys alone: it looks nothing up, so it tells no stranger what
/// holds today.</summary>
public sealed class VerifyReceipt(SigningKeys keys)
{
    /// <summary>Longest receipt that is read, in characters.</summary>
    public const int MaxLength = 100 * 1024;

    /// <param name="FileChanged">The signed data is genuine, but the file to read around it is not as it was downloaded.</param>
    public sealed record View(ReceiptVerdict Verdict, bool FileChanged = false)
    {
        /// <summary>Null unless the receipt is genuine: what was changed is not repeated.</summary>
        public ReceiptFacts? Facts { get; init; }
    }

    /// <param name="text">The JSON receipt, or the file to read with the JSON inside.</param>
    public View Run(string text)
    {
        var html = text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal);
        var json = html ? DataIn(text) : text;
        try
        {
            using var document = JsonDocument.Parse(json ?? "", new() { AllowDuplicateProperties = false, MaxDepth = 32 });
            var verdict = document.RootElement.ValueKind == JsonValueKind.Object ? VerdictOn(document.RootElement) : ReceiptVerdict.Unreadable;
            return verdict == ReceiptVerdict.Genuine ? new(verdict, html && !IsWhole(text)) { Facts = ReceiptFacts.Of(document.RootElement) } : new View(verdict);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return new(ReceiptVerdict.Unreadable);
        }
    }

    private ReceiptVerdict VerdictOn(JsonElement receipt)
    {
        if (!receipt.TryGetProperty("receipt_id", out _))
        {
            return ReceiptVerdict.Unreadable;
        }

        return receipt.TryGetProperty(ReceiptSigner.Member, out var given) && given.ValueKind == JsonValueKind.Object
            && Text(given, "kid") is { } keyId && Text(given, "value") is { } value && Base64Url.IsValid(value)
            ? Verdict(keys.Check(CanonicalJson.Of(receipt, ReceiptSigner.Member), Base64Url.DecodeFromChars(value), keyId)) : ReceiptVerdict.NotSigned;
    }

    // the last line signs all that stands before it
    private bool IsWhole(string file)
    {
        var start = file.LastIndexOf(ReceiptSigner.SealStart, StringComparison.Ordinal);
        var end = start < 0 ? -1 : file.IndexOf(ReceiptSigner.SealEnd, start, StringComparison.Ordinal);
        return end > 0 && file[(end + ReceiptSigner.SealEnd.Length)..].Trim().Length == 0
            && file[(start + ReceiptSigner.SealStart.Length)..end].Split(' ') is [var keyId, var value] && Base64Url.IsValid(value)
            && keys.Check(ReceiptSigner.FileBytes(file[..start]), Base64Url.DecodeFromChars(value), keyId) == SignatureCheck.Good;
    }

    private static string? DataIn(string file)
    {
        var at = file.IndexOf($"id=\"{ReceiptSigner.DataId}\"", StringComparison.Ordinal);
        var start = at < 0 ? -1 : file.IndexOf('>', at);
        var end = start < 0 ? -1 : file.IndexOf('<', start);
        return end < 0 ? null : WebUtility.HtmlDecode(file[(start + 1)..end]);
    }

    private static ReceiptVerdict Verdict(SignatureCheck check) => check switch
    {
        SignatureCheck.Good => ReceiptVerdict.Genuine,
        SignatureCheck.Wrong => ReceiptVerdict.Changed,
        _ => ReceiptVerdict.ForeignKey,
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
