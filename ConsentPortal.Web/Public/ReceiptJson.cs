using System.Globalization;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>A receipt in the shape of ISO/IEC TS 27560:2023 as JSON-LD: header, one purpose entry for each answer with its processing and
/// its event, terms of the Data Privacy Vocabulary as IRIs. The standard's exact spelling is not public, so the member names are the ones
/// of its public guide; they stay English in every language.</summary>
internal static class ReceiptJson
{
    public static JsonObject Of(Receipt receipt, PublicPage page, DateTimeOffset now) => new()
    {
        ["@context"] = Context(),
        ["@type"] = DpvTerms.Iri("ConsentRecord"),
        ["schema_version"] = "ISO/IEC TS 27560:2023",
        ["receipt_id"] = receipt.Id.ToString(),
        ["pii_principal_id"] = Text(receipt.PointId),
        ["pii_principal_masked"] = receipt.MaskedAddress,
        ["saved_at"] = Time(receipt.SavedAt),
        ["issued_at"] = Time(now),
        ["processing_stated_at"] = Time(now), // controller, recipients and the like: as they stand, not as they stood when it was saved
        ["taken_back_at"] = receipt.TakenBackAt is { } undone ? Time(undone) : null,
        ["consent_level"] = receipt.Level is { } level ? new JsonObject { ["before"] = (int)level.Before, ["after"] = (int)level.After } : null,
        ["purposes"] = new JsonArray([.. receipt.Lines.Select(line => Purpose(receipt, line, page)), .. receipt.AllBrands ? [AllBrands(receipt, page)] : Array.Empty<JsonNode>()]),
    };

    private static JsonObject Context() => new()
    {
        ["dpv"] = DpvTerms.Namespace,
        ["dct"] = "http://purl.org/dc/terms/",
        ["receipt_id"] = "dct:identifier",
        ["saved_at"] = "dct:created",
        ["issued_at"] = "dct:issued",
        ["purposes"] = "dpv:hasProcess",
        ["purpose"] = "dct:title",
        ["purpose_type"] = Link("dpv:hasPurpose"),
        ["lawful_basis"] = Link("dpv:hasLegalBasis"),
        ["event_state"] = Link("dpv:hasConsentStatus"),
        ["previous_state"] = Link("dpv:hasPreviousConsentStatus"),
        ["event_type"] = Link("dpv:hasConsentType"),
        ["pii_controllers"] = "dpv:hasDataController",
        ["pii_information"] = "dpv:hasPersonalData",
        ["privacy_notice"] = "dpv:hasNotice",
        ["jurisdiction"] = "dpv:hasJurisdiction",
        ["language"] = "dct:language",
    };

    private static JsonObject Link(string term) => new() { ["@id"] = term, ["@type"] = "@id" };

    private static JsonObject Purpose(Receipt receipt, ReceiptLine line, PublicPage page)
    {
        var purpose = Processing(receipt, page);
        purpose["purpose"] = line.Purpose is { } named ? new AskedItem(named, line.Topic, default, default).Name(page.Language) : null;
        purpose["purpose_code"] = line.Purpose?.Code;
        purpose["topic_code"] = line.Topic?.Code;
        purpose["purpose_type"] = line.Purpose is { } typed ? new JsonArray([.. DpvTerms.Purposes(typed, line.Topic).Select(iri => (JsonNode)iri)]) : null;
        purpose["lawful_basis"] = DpvTerms.LegalBasis(line.Purpose);
        AddFacts(purpose, line.Purpose?.Facts ?? ProcessingFacts.None);
        purpose["language"] = line.Language;
        purpose["notice_shown"] = line.Wording;
        purpose["notice_version"] = line.WordingVersion;
        purpose["notice_sha256"] = line.WordingSha256 is { } hash ? Convert.ToHexStringLower(hash) : null;
        purpose["page_version"] = line.PageVersion;
        purpose["processing_method"] = Word.Of(line.Channel);
        purpose["paused_until"] = line.PausedUntil is { } rest ? Time(rest) : null;
        purpose["events"] = new JsonArray(new JsonObject
        {
            ["event_id"] = line.EventId.ToString(), ["event_time"] = Time(line.At), ["validity_duration"] = line.ValidUntil is { } until ? $"until {Time(until)}" : "until withdrawn",
            ["entity_id"] = "pii_principal", ["event_type"] = DpvTerms.Expression(line.Action), ["event_state"] = DpvTerms.Status(line.Before, line.After),
            ["previous_state"] = DpvTerms.Status(ConsentStatus.NotSet, line.Before), ["expression_method"] = Word.Of(line.Action),
        });
        return purpose;
    }

    private static JsonObject AllBrands(Receipt receipt, PublicPage page)
    {
        var purpose = Processing(receipt, page);
        purpose["purpose"] = "all marketing and tracking, all brands";
        purpose["lawful_basis"] = DpvTerms.LegalBasis(null);
        purpose["purpose_type"] = new JsonArray(DpvTerms.Iri("Marketing"));
        purpose["events"] = new JsonArray(new JsonObject
        {
            ["event_time"] = Time(receipt.SavedAt), ["validity_duration"] = "until withdrawn", ["entity_id"] = "pii_principal",
            ["event_type"] = DpvTerms.Expression(ConsentAction.Button), ["event_state"] = DpvTerms.Iri("ConsentWithdrawn"),
        });
        return purpose;
    }

    // what GDPR art. 13 asks for; what nobody said of the purpose keeps the portal's own words
    private static void AddFacts(JsonObject purpose, ProcessingFacts facts)
    {
        if (facts.DataCategories.Length > 0)
        {
            purpose["pii_information"] = new JsonArray([.. ProcessingFacts.Lines(facts.DataCategories).Select(data => (JsonNode)new JsonObject { ["pii_type"] = data })]);
        }

        if (facts.Recipients.Length > 0)
        {
            purpose["recipient_third_parties"] = List(facts.Recipients);
        }

        if (facts.Retention.Length > 0)
        {
            purpose["retention_period"] = string.Join("; ", ProcessingFacts.Lines(facts.Retention));
        }

        if (facts.Transfers.Length > 0)
        {
            purpose["third_country_transfers"] = List(facts.Transfers);
        }
    }

    private static JsonArray List(string lines) => new([.. ProcessingFacts.Lines(lines).Select(line => (JsonNode)line)]);

    private static JsonObject Processing(Receipt receipt, PublicPage page)
    {
        JsonObject processing = new()
        {
            ["privacy_notice"] = receipt.PolicyUrl is { Length: > 0 } policy ? policy : page.Brand.PrivacyPolicy,
            ["pii_information"] = new JsonArray(new JsonObject { ["pii_type"] = "contact address", ["pii_optional"] = true, ["special_pii_category"] = false }),
            ["pii_controllers"] = new JsonArray(Controller(receipt, page)),
            ["collection_method"] = "preference center",
            ["withdrawal_method"] = "the link in every message",
            ["retention_period"] = "until withdrawn; the proof for as long as claims can be made",
            ["storage_locations"] = null,
            ["recipient_third_parties"] = null,
            ["jurisdiction"] = receipt.Profile.Regime.Length > 0 ? receipt.Profile.Regime : null,
        };
        if (receipt.PolicyVersion.Length > 0)
        {
            processing["privacy_notice_version"] = receipt.PolicyVersion;
        }

        return processing;
    }

    private static JsonObject Controller(Receipt receipt, PublicPage page)
    {
        var said = receipt.Profile.Controller;
        JsonObject party = new()
        {
            ["party_id"] = receipt.Profile.Code, ["party_name"] = said.Name.Length > 0 ? said.Name : page.Sender, ["party_address"] = receipt.Profile.PostalAddress,
            ["party_contact"] = said.Contact.Length > 0 ? said.Contact : page.Brand.Help ?? page.Brand.Website, ["party_type"] = "controller",
        };
        foreach (var (member, value) in new[] { ("data_protection_officer", said.DpoContact), ("representative", said.Representative) })
        {
            if (value.Length > 0)
            {
                party[member] = value;
            }
        }

        return party;
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
