using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a reader takes home from a save: who is behind it, what was answered, when, on what words (ISO/IEC TS 27560).</summary>
public sealed record Receipt
{
    public required Id<UndoOffer> Id { get; init; }

    public required ComplianceProfile Profile { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The profile's privacy policy that held when it was saved; empty = none was named.</summary>
    public string PolicyUrl => Profile.States.At(SavedAt)?.PolicyUrl ?? "";

    public string PolicyVersion => Profile.States.At(SavedAt)?.PolicyVersion ?? "";

    /// <summary>Null once the address was erased.</summary>
    public string? MaskedAddress { get; init; }

    /// <summary>The contact point by number: the principal's id in a receipt that must not name the address.</summary>
    public required long PointId { get; init; }

    public required IReadOnlyList<ReceiptLine> Lines { get; init; }

    /// <summary>The save also stopped the address for every brand.</summary>
    public bool AllBrands { get; init; }

    /// <summary>The consent level before and after, where the save changed it.</summary>
    public (Contacts.ConsentLevel Before, Contacts.ConsentLevel After)? Level { get; init; }

    /// <summary>It was taken back afterwards.</summary>
    public DateTimeOffset? TakenBackAt { get; init; }
}

/// <summary>One answer. <c>Wording</c> is null where nothing but a button was shown, or once it was erased.</summary>
public sealed record ReceiptLine(Id<ConsentEvent> EventId, Purpose? Purpose, Topic? Topic, Channel Channel, ConsentStatus Before, ConsentStatus After, ConsentAction Action,
    DateTimeOffset At, string Language, string? Wording, string WordingVersion)
{
    /// <summary>It changed no answer, only until when messages rest; a time that has come is the end of a pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>SHA-256 of the wording; stays when the text is erased.</summary>
    public byte[]? WordingSha256 { get; init; }

    /// <summary>The version of the page that it was answered on; empty = no page.</summary>
    public string PageVersion { get; init; } = "";

    /// <summary>An opt-in ends then by itself; null = never.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>Writes and reads the tokens of receipts: 22 bytes as 30 base64url characters. Kind, key id, save (8), then the first 96 bits
/// of an HMAC-SHA-256 under the ring of the preference links; no address inside.</summary>
public sealed class ReceiptLinks(KeyRings rings)
{
    private const byte Kind = 0x52;
    private const int BodyLength = 10, Length = BodyLength + PreferenceLinks.MacLength;
    private const int TokenLength = 30;

    public string Write(Id<UndoOffer> save)
    {
        var (id, key) = rings.Links.Current;
        Span<byte> bytes = stackalloc byte[Length];
        (bytes[0], bytes[1]) = (Kind, id);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], save.Value);
        PreferenceLinks.Sign(key, bytes[..BodyLength], bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    public bool TryRead(string? token, out Id<UndoOffer> save)
    {
        save = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (token is not { Length: TokenLength } || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var read) || read != Length
            || bytes[0] != Kind || rings.Links.Find(bytes[1]) is not { } key)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[PreferenceLinks.MacLength];
        PreferenceLinks.Sign(key, bytes[..BodyLength], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[BodyLength..]))
        {
            return false;
        }

        save = new(BinaryPrimitives.ReadInt64BigEndian(bytes[2..]));
        return true;
    }
}
