using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The calls with an example each, taken as they are by a new portal (a test sends them all).</summary>
internal static class Examples
{
    public static readonly ApiOperation Check = new("checkConsent", Permission.CheckConsent, IsWrite: false, """
        { "profile": "default", "purpose": "commercial", "topic": "newsletter", "channel": "email", "links": true,
          "items": [ { "ref": "1", "address": "Ann@Example.com" } ] }
        """, """
        { "decidedAt": "2026-01-01T00:00:00Z",
          "items": [ { "ref": "1", "allowed": true, "reason": "allowed_not_opted_out", "since": null, "evidence": [],
            "tracking": { "allowed": false, "reason": "purpose_not_opted_in" },
            "obligations": [ "unsubscribe_headers", "postal_address" ],
            "unsubscribeUrl": "https://consent.example.com/u/AQEJ3…",
            "headers": { "List-Unsubscribe": "<https://consent.example.com/u/AQEJ3…>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } } ] }
        """);

    public static readonly ApiOperation Filter = new("filterAudience", Permission.CheckConsent, IsWrite: false,
        "\"ann@example.com\"\n{\"address\":\"bob@example.com\",\"contact\":\"crm-17\"}\n",
        "{\"address\":\"ann@example.com\",\"allowed\":true,\"reason\":\"allowed_not_opted_out\"}\n{\"address\":\"bob@example.com\",\"allowed\":false,\"reason\":\"contact_mismatch\"}\n{\"done\":true,\"count\":2}\n");

    public static readonly ApiOperation Events = new("recordConsent", Permission.RecordConsent, IsWrite: true, """
        { "items": [ { "channel": "email", "address": "ann@example.com", "profile": "default", "purpose": "commercial", "topic": null,
          "status": "optedOut", "occurredAt": "2026-01-01T00:00:00Z", "action": "spoken", "actor": { "kind": "subject", "id": null },
          "source": "crm", "evidence": { "wording": "Please take me off the list", "language": "en" } } ] }
        """, """
        { "items": [ { "eventId": "71010399211225088", "outcome": "recorded" } ] }
        """);

    public static readonly ApiOperation ContactPoint = new("queryContactPoint", Permission.ReadConsent, IsWrite: false, """
        { "channel": "email", "address": "ann@example.com" }
        """, """
        { "canonical": "ann@example.com", "suppressions": [],
          "consents": [ { "purpose": "commercial", "topic": null, "contact": null, "status": "optedOut", "since": "2026-01-01T00:00:00Z",
            "validUntil": null, "source": "crm", "eventId": "71010399211225088" } ],
          "events": [] }
        """);

    public static readonly ApiOperation Suppress = new("addSuppression", Permission.EditSuppressions, IsWrite: true, """
        { "channel": "email", "address": "bob@example.com", "scope": "address", "reason": "hardBounce" }
        """, """
        { "id": "71010399211225099", "outcome": "recorded" }
        """);

    public static readonly ApiOperation Lift = new("liftSuppression", Permission.EditSuppressions, IsWrite: true, """
        { "channel": "email", "address": "bob@example.com", "scope": "address", "reason": "The mailbox is back" }
        """, """
        { "lifted": [ "71010399211225099" ] }
        """);

    public static readonly ApiOperation Links = new("issueLinks", Permission.CheckConsent, IsWrite: true, """
        { "profile": "default", "purpose": "commercial", "channel": "email", "messageRef": "spring-2026", "addresses": [ "ann@example.com" ] }
        """, """
        { "items": [ { "address": "ann@example.com", "unsubscribeUrl": "https://consent.example.com/u/AQEJ3…",
          "headers": { "List-Unsubscribe": "<https://consent.example.com/u/AQEJ3…>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } } ] }
        """);

    public static readonly ApiOperation Feed = new("readFeed", Permission.ReadEvents, IsWrite: false, null, """
        { "items": [ { "sequence": "4711", "eventId": "71010399211225088", "contactPoint": "71010399211225087", "channel": "email", "address": "ann@example.com", "profile": "default", "purpose": "commercial", "topic": null, "contact": null,
            "oldStatus": "notSet", "status": "optedOut", "applied": true, "action": "oneClick", "actor": { "kind": "subject", "id": null }, "onBehalfOf": null, "source": "one-click", "reason": null,
            "occurredAt": "2026-01-01T00:00:00Z", "recordedAt": "2026-01-01T00:00:00Z", "confirmedAt": null, "validUntil": null, "pausedUntil": null, "wordingVersion": null, "language": null, "messageRef": "spring-2026" } ],
          "next": "4711.71010399211225088", "more": false }
        """);

    public static readonly ApiOperation FeedStream = new("followFeed", Permission.ReadEvents, IsWrite: false, null, "id: 4711.71010399211225088\nevent: consent.changed\ndata: {\"sequence\":\"4711\",\"eventId\":\"71010399211225088\",\"contactPoint\":\"71010399211225087\",\"channel\":\"email\",\"address\":\"ann@example.com\",\"profile\":\"default\",\"purpose\":\"commercial\",\"topic\":null,\"contact\":null,\"oldStatus\":\"notSet\",\"status\":\"optedOut\",\"applied\":true,\"action\":\"oneClick\",\"actor\":{\"kind\":\"subject\",\"id\":null},\"onBehalfOf\":null,\"source\":\"one-click\",\"reason\":null,\"occurredAt\":\"2026-01-01T00:00:00Z\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"confirmedAt\":null,\"validUntil\":null,\"pausedUntil\":null,\"wordingVersion\":null,\"language\":null,\"messageRef\":\"spring-2026\"}\n\n");

    public static readonly ApiOperation PutContact = new("putContact", Permission.EditContacts, IsWrite: true, """
        { "kind": "contact", "firstName": "Ann", "lastName": "Example", "account": "Example Ltd", "language": "en", "level": 4, "child": false, "tracking": true,
          "doNotBulk": false, "doNotMail": false, "doNotPhone": true, "points": [ { "channel": "email", "address": "ann@example.com" }, { "channel": "sms", "address": "+447700900123" } ] }
        """, """
        { "id": "71010399211225099", "externalId": "crm-17" }
        """);
}
