using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of POST /requests.</summary>
internal sealed record RequestBody(
    [property: JsonRequired, Description("get, forget, update, object or restrict.")] RequestKind Kind,
    [property: Description("Code; missing = that of the key, or `default`.")] string? Profile = null,
    [property: Description("The address by which the person is known; this or `phone` is needed.")] string? Email = null,
    [property: Description("With its country: +49 30 1234567.")] string? Phone = null,
    [property: MaxLength(Submission.NameMaxLength)] string? FirstName = null, [property: MaxLength(Submission.NameMaxLength)] string? LastName = null,
    [property: MaxLength(Submission.TextMaxLength), Description("What they want, in their words.")] string? Notes = null,
    [property: MaxLength(Submission.TextMaxLength), Description("How they wish to be answered.")] string? Wishes = null,
    OnBehalf? OnBehalf = null, [property: MaxLength(Submission.NameMaxLength), Description("Who asks for them, where somebody does.")] string? ActsFor = null,
    [property: Description("To object: code of the one purpose; missing = all marketing.")] string? Purpose = null,
    [property: Description("Further things that identify them, such as a customer number.")] IReadOnlyDictionary<string, string>? Fields = null,
    [property: Description("To update: what their data should say instead, by the name of the field.")] IReadOnlyDictionary<string, string>? Proposed = null,
    [property: Description("When the person asked, where that was earlier: at most a year ago. The clock runs from there.")] DateTimeOffset? ReceivedAt = null,
    [property: MaxLength(12), Description("BCP 47, in which the person is answered; missing = en.")] string? Language = null);

/// <summary>The body of POST /requests/{request}/comments.</summary>
internal sealed record CommentBody([property: JsonRequired, MinLength(1), MaxLength(RequestStep.NoteMaxLength)] string Text);

/// <summary>The body of POST /requests/{request}/withdraw.</summary>
internal sealed record WithdrawBody([property: MaxLength(RequestStep.NoteMaxLength), Description("Why, or by which way they said so.")] string? Note = null);

/// <summary>The calls about requests with an example each.</summary>
internal static class RequestExamples
{
    public const string Id = "71010399211225301";
    private const Permission Reading = Permission.ReadRequests, Work = Permission.WorkRequests;

    private const string One = """
        { "id": "71010399211225301", "number": "2026-0001", "profile": "default", "kind": "get", "intake": "api", "onBehalf": "self", "state": "received", "receivedAt": "2026-01-01T00:00:00Z", "acknowledgeBy": null, "dueOn": "2026-02-02",
          "extended": false, "paused": false, "legalHold": false, "closedAt": null, "refusalCode": null, "contact": null, "repeats": null, "language": "en" }
        """;

    public static readonly ApiOperation Open = new("openRequest", Work, IsWrite: true, """{ "kind": "get", "profile": "default", "email": "ann@example.com", "lastName": "Lee", "notes": "Everything that you hold about me." }""", One) { Status = 201 };

    public static readonly ApiOperation List = new("listRequests", Reading, IsWrite: false, null, $$"""{ "items": [ {{One}} ], "next": null }""");

    public static readonly ApiOperation Read = new("readRequest", Reading, IsWrite: false, null, One);

    public static readonly ApiOperation Submission = new("readSubmission", Reading, IsWrite: false, null, """
        { "email": "ann@example.com", "phone": "", "firstName": "", "lastName": "Lee", "notes": "Everything that you hold about me.", "wishes": "", "actsFor": "", "purpose": "", "fields": {}, "proposed": {} }
        """);

    public static readonly ApiOperation Timeline = new("readTimeline", Reading, IsWrite: false, null, """
        { "items": [ { "at": "2026-01-01T00:00:00Z", "kind": "received", "state": "received", "by": "application", "note": null } ], "next": null }
        """);

    public static readonly ApiOperation Comment = new("commentOnRequest", Work, IsWrite: true, """{ "text": "She called again and asked when." }""", One);

    public static readonly ApiOperation Withdraw = new("withdrawRequest", Work, IsWrite: true, """{ "note": "She wrote that it was a mistake." }""",
        One.Replace("\"received\"", "\"withdrawn\"", StringComparison.Ordinal).Replace("\"closedAt\": null", "\"closedAt\": \"2026-01-02T00:00:00Z\"", StringComparison.Ordinal));
}
