using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of POST /receipts/query.</summary>
internal sealed record ReceiptQuestion([property: JsonRequired] SendChannel Channel, [property: JsonRequired] string Address);

/// <summary>A consent record (ISO/IEC TS 27560, JSON-LD); further members of the standard stand beside these.</summary>
internal sealed record ReceiptDocument(
    [property: JsonPropertyName("schema_version")] string SchemaVersion, [property: JsonPropertyName("receipt_id")] string ReceiptId,
    [property: JsonPropertyName("pii_principal_masked"), Description("The masked address; null once it was erased.")] string? PrincipalMasked,
    [property: JsonPropertyName("saved_at")] DateTimeOffset SavedAt, [property: JsonPropertyName("taken_back_at")] DateTimeOffset? TakenBackAt,
    [property: Description("One entry for each answer, with its processing and its event.")] IReadOnlyList<Dictionary<string, JsonElement>> Purposes);

/// <summary>The calls about evidence with an example each.</summary>
internal static class EvidenceExamples
{
    public static readonly ApiOperation Query = new("listReceipts", Permission.ReadConsent, IsWrite: false, """{ "channel": "email", "address": "ann@example.com" }""", """
        { "items": [ { "id": "71010399211225004", "savedAt": "2026-01-01T00:00:00Z", "profile": "default", "answers": 1, "takenBackAt": null } ], "next": null }
        """);

    public static readonly ApiOperation Read = new("readReceipt", Permission.ReadConsent, IsWrite: false, null, """
        { "schema_version": "ISO/IEC TS 27560:2023", "receipt_id": "71010399211225004", "pii_principal_masked": "a***@example.com", "saved_at": "2026-01-01T00:00:00Z", "taken_back_at": null,
          "purposes": [ { "purpose": "Commercial", "purpose_code": "commercial" } ] }
        """);

    public static readonly ApiOperation Audit = new("listAudit", Permission.ReadAudit, IsWrite: false, null, """
        { "items": [ { "id": "71010399211225005", "at": "2026-01-01T00:00:00Z", "kind": "profile.edited", "actor": { "kind": "staff", "id": "71010399211225003", "name": "Ada Admin" },
            "subjectKind": "profile", "subjectId": "71010399211225001", "subjectName": "Default", "reason": "New office", "changes": [ { "field": "postalAddress", "old": "", "new": "1 Example Street, London" } ], "erased": false } ],
          "next": "AaZ3lq…" }
        """);
}
