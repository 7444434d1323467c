using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The calls of imports with an example each.</summary>
internal static class ImportExamples
{
    private const string Counts = """{ "optedIn": 1, "optedOut": 1, "pending": 0, "unchanged": 0, "keptOptOut": 0, "older": 0, "skipped": 0, "rejected": { "unknown_status": 1 } }""";
    private const string Undone = """{ "optInGoes": 1, "optOutGoes": 1, "noToYes": 1, "newer": 0, "optOutStays": 0, "suppressed": 0, "gone": 0 }""";

    private const string Finished = $$"""
        { "id": "71010399211225100", "file": "crm.csv", "state": "finished", "profile": "default", "pass": 3, "rowsDone": 3, "rowsTotal": 3, "share": 1, "counts": {{Counts}}, "error": null,
          "createdAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-01T00:00:01Z", "endedAt": "2026-01-01T00:00:02Z", "canResume": false, "canUndo": true, "stopping": false, "kind": "consents", "people": null,
          "columns": [ "email", "status", "occurredAt" ], "undo": null, "dryRun": null }
        """;

    public static readonly ApiOperation Post = new("loadFile", Permission.RunImports, IsWrite: false, "email,status,date\r\nann@example.com,opted in,2026-01-01\r\nbob@example.com,opted out,\r\ncleo@example.com,perhaps,\r\n", Finished);
    public static readonly ApiOperation List = new("listImports", Permission.RunImports, IsWrite: false, null, $$"""{ "items": [ {{Finished}} ], "next": null }""");
    public static readonly ApiOperation Read = new("readImport", Permission.RunImports, IsWrite: false, null, Finished);
    public static readonly ApiOperation Rejected = new("readRejectedRows", Permission.RunImports, IsWrite: false, null, "row,reason,email,status,date\r\n3,unknown_status,cleo@example.com,perhaps,\r\n");
    public static readonly ApiOperation Cancel = new("cancelImport", Permission.RunImports, IsWrite: true, "{}", Finished);
    public static readonly ApiOperation Resume = new("resumeImport", Permission.RunImports, IsWrite: true, "{}", Finished);
    public static readonly ApiOperation Undo = new("undoImport", Permission.RunImports, IsWrite: true, """{ "reason": "The wrong file", "keepOptOuts": false }""",
        Finished.Replace("\"undo\": null", $$"""
            "undo": { "state": "queued", "share": 0, "counts": {{Undone}}, "error": null }
            """, StringComparison.Ordinal));

    public static readonly ApiOperation Preview = new("previewUndo", Permission.RunImports, IsWrite: false, """{ "keepOptOuts": false }""", $$"""
        { "counts": {{Undone}}, "first": [ { "outcome": "optInGoes", "address": "a…@e….com", "purpose": "commercial", "topic": null, "now": "optedIn", "then": "notSet" } ] }
        """);
}
