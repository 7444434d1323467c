using System.Text.Json.Nodes;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>A receipt in the shape of ISO/IEC TS 27560:2023: header, one purpose entry for each answer with its processing and its event.
/// The standard's exact spelling is not public, so the member names are the ones of its public guide.</summary>
internal static class ReceiptJson
{
    public static JsonObject Of(Receipt receipt, PublicPage page) => new()
    {
        ["schema_version"] = "ISO/IEC TS 27560:2023",
        ["receipt_id"] = receipt.Id.ToString(),
        ["pii_principal_id"] = Text(receipt.PointId),
        ["pii_principal_masked"] = receipt.MaskedAddress,
        ["issued_at"] = Time(receipt.SavedAt),
        ["taken_back_at"] = receipt.TakenBackAt is { } undone ? Time(undone) : null,
        ["consent_level"] = receipt.Level is { } level ? new JsonObject { ["before"] = (int)level.Before, ["after"] = (int)level.After } : null,
        ["purposes"] = new JsonArray([.. receipt.Lines.Select(line => Purpose(receipt, line, page)), .. receipt.AllBrands ? [AllBrands(receipt, page)] : Array.Empty<JsonNode>()]),
    };

    private static JsonObject Purpose(Receipt receipt, ReceiptLine line, PublicPage page)
    {
        var purpose = Processing(receipt, page);
        purpose["purpose"] = line.Purpose is { } named ? new AskedItem(named, line.Topic, default, default).Name(page.Language) : null;
        purpose["purpose_code"] = line.Purpose?.Code;
        purpose["topic_code"] = line.Topic?.Code;
        purpose["purpose_type"] = line.Purpose is { } typed ? Type(typed.Type) : null;
        purpose["language"] = line.Language;
        purpose["notice_shown"] = line.Wording;
        purpose["notice_version"] = line.WordingVersion;
        purpose["processing_method"] = Word.Of(line.Channel);
        purpose["paused_until"] = line.PausedUntil is { } until ? Time(until) : null;
        purpose["events"] = new JsonArray(new JsonObject
        {
            ["event_id"] = line.EventId.ToString(), ["event_time"] = Time(line.At), ["validity_duration"] = "until withdrawn", ["entity_id"] = "pii_principal",
            ["event_type"] = "explicit", ["event_state"] = State(line.After), ["previous_state"] = State(line.Before), ["expression_method"] = Word.Of(line.Action),
        });
        return purpose;
    }

    private static JsonObject AllBrands(Receipt receipt, PublicPage page)
    {
        var purpose = Processing(receipt, page);
        purpose["purpose"] = "all marketing and tracking, all brands";
        purpose["events"] = new JsonArray(new JsonObject
        {
            ["event_time"] = Time(receipt.SavedAt), ["validity_duration"] = "until withdrawn", ["entity_id"] = "pii_principal", ["event_type"] = "explicit", ["event_state"] = "ConsentWithdrawn",
        });
        return purpose;
    }

    // what GDPR art. 13 asks for and this portal knows; it knows nothing of other recipients
    private static JsonObject Processing(Receipt receipt, PublicPage page) => new()
    {
        ["privacy_notice"] = page.Brand.PrivacyPolicy,
        ["lawful_basis"] = "consent",
        ["pii_information"] = new JsonArray(new JsonObject { ["pii_type"] = "contact address", ["pii_optional"] = true, ["special_pii_category"] = false }),
        ["pii_controllers"] = new JsonArray(new JsonObject
        {
            ["party_id"] = receipt.Profile.Code, ["party_name"] = page.Sender, ["party_address"] = receipt.Profile.PostalAddress, ["party_contact"] = page.Brand.Help ?? page.Brand.Website, ["party_type"] = "controller",
        }),
        ["collection_method"] = "preference center",
        ["withdrawal_method"] = "the link in every message",
        ["retention_period"] = "until withdrawn; the proof for as long as claims can be made",
        ["storage_locations"] = null,
        ["recipient_third_parties"] = null,
        ["jurisdiction"] = receipt.Profile.Regime.Length > 0 ? receipt.Profile.Regime : null,
    };

    // the vocabulary of DPV 2.3
    private static string State(ConsentStatus status) => status switch
    {
        ConsentStatus.OptedIn => "ConsentGiven",
        ConsentStatus.OptedOut => "ConsentWithdrawn",
        ConsentStatus.Pending => "ConsentRequested",
        ConsentStatus.Expired => "ConsentExpired",
        _ => "ConsentUnknown",
    };

    private static string Type(PurposeType type) => type switch
    {
        PurposeType.Commercial => "DirectMarketing",
        PurposeType.Transactional => "FulfilmentOfContractualObligation",
        PurposeType.Tracking => "ServiceUsageAnalytics",
        _ => "Purpose",
    };

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
