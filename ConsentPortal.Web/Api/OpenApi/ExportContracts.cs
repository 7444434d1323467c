using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of /exports.</summary>
internal sealed record ExportRequest
{
    [Description("Which list.")]
    public required ExportWhat What { get; init; }

    [Description("What it is narrowed to; the members of other lists are refused.")]
    public ExportRequestFilter? Filter { get; init; }

    [Description("Missing: csv.")]
    public ExportFormat? Format { get; init; }

    [Description("What the file is for; it is written down."), MaxLength(ExportRules.ReasonMaxLength)]
    public required string Reason { get; init; }
}

/// <summary>What an export is narrowed to; everything that is set must hold.</summary>
internal sealed record ExportRequestFilter
{
    [Description("Consents and events: code of the profile.")]
    public string? Profile { get; init; }

    [Description("Consents and events: code of the purpose.")]
    public string? Purpose { get; init; }

    [Description("Consents and events: code of a topic under the purpose.")]
    public string? Topic { get; init; }

    [Description("Consents and events.")]
    public SendChannel? Channel { get; init; }

    [Description("Consents: where it stands now. Events: what they brought.")]
    public ConsentStatus? Status { get; init; }

    [Description("Consents and events: who said it.")]
    public ActorKind? Actor { get; init; }

    [Description("Consents and events: how it was said.")]
    public ConsentAction? Action { get; init; }

    [Description("Consents and events: the whole source.")]
    public string? Source { get; init; }

    [Description("Consents and events: a structured reason, such as too_frequent.")]
    public string? Reason { get; init; }

    [Description("Consents and events.")]
    public DateTimeOffset? RecordedFrom { get; init; }

    [Description("Consents and events: before.")]
    public DateTimeOffset? RecordedUntil { get; init; }

    [Description("Consents and events.")]
    public DateTimeOffset? OccurredFrom { get; init; }

    [Description("Consents and events: before.")]
    public DateTimeOffset? OccurredUntil { get; init; }

    [Description("Consents and events: an opt-in that ends before, or has.")]
    public DateTimeOffset? EndsBefore { get; init; }

    [Description("Consents and events: only what looked like a mail scanner's doing.")]
    public bool? Flagged { get; init; }

    [Description("Contacts: part of a name, address, number or account.")]
    public string? Text { get; init; }

    [Description("Contacts: lead or contact. Audit: what happened, such as profile.edited.")]
    public string? Kind { get; init; }

    [Description("Audit: to what, such as profile.")]
    public string? SubjectKind { get; init; }

    [Description("Audit: to which.")]
    public string? SubjectId { get; init; }

    [Description("Audit.")]
    public DateTimeOffset? From { get; init; }

    [Description("Audit: before.")]
    public DateTimeOffset? Until { get; init; }
}

/// <summary>An export in the background.</summary>
/// <param name="Filter">The filter in codes; empty = the whole list.</param>
/// <param name="RowsTotal">About so many there will be; null = nobody knows.</param>
/// <param name="Bytes">Size of the file; null before it is whole.</param>
/// <param name="Sha256">Of the file, in hexadecimal; null before it is whole.</param>
/// <param name="ExpiresAt">When the file is deleted.</param>
internal sealed record ExportItem(
    Id<ExportJob> Id, ExportState State, ExportWhat What, ExportFormat Format, string Filter, string Reason, long RowsDone, long? RowsTotal, long? Bytes, string? Sha256, string? Error,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? ExpiresAt)
{
    public static ExportItem Of(ExportView e) => new(
        e.Id, e.State, e.What, e.Format, e.Described, e.Reason, e.RowsDone, e.RowsTotal, e.Sha256.Length > 0 ? e.FileSize : null, e.Sha256.Length > 0 ? e.Sha256 : null, e.Error.Length > 0 ? e.Error : null,
        e.CreatedAt, e.StartedAt, e.EndedAt, e.ExpiresAt);
}

/// <summary>The calls of exports with an example each.</summary>
internal static class ExportExamples
{
    private const string Item = """
        { "id": "71010399211225088", "state": "ready", "what": "consents", "format": "csv", "filter": "purpose=commercial, status=optedOut", "reason": "Yearly report to the board",
          "rowsDone": 182, "rowsTotal": 182, "bytes": 41226, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "error": null,
          "createdAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-01T00:00:01Z", "endedAt": "2026-01-01T00:00:02Z", "expiresAt": "2026-01-08T00:00:02Z" }
        """;

    public static readonly ApiOperation Start = new("startExport", Permission.ExportPeople, IsWrite: true, """
        { "what": "consents", "filter": { "purpose": "commercial", "status": "optedOut" }, "format": "csv", "reason": "Yearly report to the board" }
        """, "address,channel,profile,purpose,topic,status,state,occurredAt,…\r\nann@example.com,email,default,commercial,,opted out,optedOut,2026-01-01T00:00:00Z,…\r\n");

    public static readonly ApiOperation List = new("listExports", Permission.ExportPeople, IsWrite: false, null, $$"""{ "items": [ {{Item}} ], "next": null }""");

    public static readonly ApiOperation Read = new("readExport", Permission.ExportPeople, IsWrite: false, null, Item);

    public static readonly ApiOperation Cancel = new("cancelExport", Permission.ExportPeople, IsWrite: true, null, Item);

    public static readonly ApiOperation File = new("fetchExport", Permission.ExportPeople, IsWrite: false, null, Start.Answer);
}
