using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of POST /webhooks.</summary>
internal sealed record WebhookRequest(
    [property: JsonRequired, MaxLength(Webhook.UrlMaxLength), Description("Begins with https:// and leads to the public internet.")] string Url,
    [property: JsonRequired, MinLength(1), MaxLength(20), Description("consent.changed, suppression.added, suppression.lifted, profile.published, person.erased, person.corrected, person.restricted, person.released.")] IReadOnlyList<string> Kinds,
    [property: MaxLength(Webhook.DescriptionMaxLength)] string? Description = null, [property: Description("Code of the one profile whose purposes it is told of; missing = all.")] string? Profile = null,
    [property: Description("Addresses stand in the bodies; needs `contacts:read`.")] bool? Addresses = null);

/// <summary>The body of PATCH /webhooks/{webhook}. What is missing stays.</summary>
internal sealed record WebhookPatch(string? Url = null, IReadOnlyList<string>? Kinds = null, string? Description = null, [property: Description("Null = all profiles.")] string? Profile = null, bool? Addresses = null);

/// <summary>The body of POST /webhooks/{webhook}/rotate.</summary>
internal sealed record RotateRequest([property: Description("Make no new secret: end the one before.")] bool? EndOld = null);

/// <summary>The body of POST /webhooks/{webhook}/backfill.</summary>
internal sealed record BackfillRequest([property: Description("As in the feed: the last sequence number that you have; missing = from the first.")] string? After = null);

/// <summary>The body of POST /webhooks/{webhook}/deliveries/replay.</summary>
internal sealed record ReplayRequest([property: Description("Only those whose last attempt was since then.")] DateTimeOffset? FailedSince = null);

/// <summary>What a receiver must know.</summary>
internal static class WebhookTexts
{
    public const string Whole = """
        Bodies are CloudEvents 1.0 (`application/cloudevents+json`), signed as Standard Webhooks 1.0 has it: verify `webhook-signature` over `webhook-id.webhook-timestamp.body` with any of its libraries.
        Types: `io.consentportal.consent.changed.v1` (its `data` is an item of the feed), `….suppression.added.v1`, `….suppression.lifted.v1`, `….profile.published.v1`, `….webhook.test.v1`. `subject` is the contact point, never an address.
        Answer 2xx within 20 seconds. Every event arrives at least once: `webhook-id` tells repeats. Opt-outs overtake what waits: of two events with the same `subject` and `stream` keep the one with the greater `sequence`.
        `stream` is `consent` for consent events and `portal` for suppressions and rules; each counts for itself, so never compare numbers of two streams: a suppression stops messages whatever consent says, until its own lifting.
        Where a suppressed address has no contact point yet, `subject` is the suppression's id: ask `POST /check` before a first message to an address that is new to you.
        `….person.erased.v1` names contact points, contacts and external ids of somebody who is to be forgotten: erase them too, then `POST /erasures/{erasureId}/acknowledge`. Whoever does not is told again after three days.
        `….person.corrected.v1` names a contact and the fields that were put right at their request: read them anew. From `….person.restricted.v1` on you keep somebody's data and do not use it, until `….person.released.v1`.
        410 switches the webhook off; 429 and 503 with `Retry-After` are obeyed; redirects are not followed.
        """;

    public static readonly ApiParameter Delivery = new("delivery", "Id of the delivery.", InPath: true, Example: "71010399211225199");
}

/// <summary>The calls about webhooks with an example each.</summary>
internal static class WebhookExamples
{
    public const string Id = "71010399211225101";
    private const Permission Hooks = Permission.ManageWebhooks;

    private const string One = """
        { "id": "71010399211225101", "application": "CRM", "url": "https://crm.example.com/consent", "description": "", "kinds": [ "consent.changed", "suppression.added" ], "profile": null, "addresses": false,
          "state": "active", "reason": null, "stateSince": "2026-01-01T00:00:00Z", "oldSecretUntil": null, "createdAt": "2026-01-01T00:00:00Z" }
        """;

    private const string Sent = """
        { "id": "71010399211225199", "eventId": "71010399211225088", "kind": "consent.changed", "subject": "71010399211225001", "sequence": "4711", "urgent": true, "lane": "urgent", "state": "delivered", "tries": 1,
          "occurredAt": "2026-01-01T00:00:00Z", "firstAt": "2026-01-01T00:00:00Z", "lastAt": "2026-01-01T00:00:00Z", "status": 200, "fault": null, "message": null, "milliseconds": 12, "nextAttemptAt": null, "attempts": null }
        """;

    public static readonly ApiOperation List = new("listWebhooks", Hooks, IsWrite: false, null, $$"""{ "items": [ {{One}} ], "next": null }""");

    public static readonly ApiOperation Add = new("addWebhook", Hooks, IsWrite: true, """{ "url": "https://crm.example.com/consent", "kinds": [ "consent.changed", "suppression.added" ] }""",
        $$"""{ "webhook": {{One}}, "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" }""") { Status = 201 };

    public static readonly ApiOperation Read = new("readWebhook", Hooks, IsWrite: false, null, One);

    public static readonly ApiOperation Edit = new("changeWebhook", Hooks, IsWrite: true, """{ "kinds": [ "consent.changed", "suppression.added", "suppression.lifted" ] }""", One);

    public static readonly ApiOperation Remove = new("removeWebhook", Hooks, IsWrite: true, null, "") { Status = 204 };

    public static readonly ApiOperation Wake = new("wakeWebhook", Hooks, IsWrite: true, "{}", One);

    public static readonly ApiOperation Off = new("putWebhookOff", Hooks, IsWrite: true, "{}", One);

    public static readonly ApiOperation Health = new("readWebhookHealth", Hooks, IsWrite: false, null, """
        { "state": "active", "waiting": 0, "givenUp": 0, "delivered": 4711, "failed": 2, "failuresInARow": 0, "lastSuccessAt": "2026-01-01T00:00:00Z", "lastFailureAt": null, "lastFailure": null, "behind": 0, "backfillLeft": null }
        """);

    public static readonly ApiOperation Rotate = new("rotateWebhookSecret", Hooks, IsWrite: true, """{ "endOld": false }""", """{ "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "oldUntil": "2026-01-02T00:00:00Z" }""");

    public static readonly ApiOperation Test = new("testWebhook", Hooks, IsWrite: true, "{}", """{ "delivery": "71010399211225199", "arrived": true, "status": 200, "message": null, "milliseconds": 12 }""");

    public static readonly ApiOperation Backfill = new("backfillWebhook", Hooks, IsWrite: true, """{ "after": "0" }""", """{ "events": 4711 }""");

    public static readonly ApiOperation Deliveries = new("listDeliveries", Hooks, IsWrite: false, null, $$"""{ "items": [ {{Sent}} ], "next": null }""");

    public static readonly ApiOperation Delivery = new("readDelivery", Hooks, IsWrite: false, null, Sent);

    public static readonly ApiOperation Acknowledge = new("acknowledgeErasure", Permission.ReadEvents, IsWrite: true, "{}", """{ "acknowledged": true }""");

    public static readonly ApiOperation Replay = new("replayDelivery", Hooks, IsWrite: true, "{}", """{ "deliveries": 1 }""");

    public static readonly ApiOperation ReplayAll = new("replayDeliveries", Hooks, IsWrite: true, """{ "failedSince": "2026-01-01T00:00:00Z" }""", """{ "deliveries": 3 }""");
}
