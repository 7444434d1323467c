using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The calls about the rulebook with an example each. They follow one another: a test sends them in this order to a new portal.</summary>
internal static class RuleExamples
{
    private const Permission Read = Permission.ReadCompliance, Edit = Permission.EditCompliance;

    private const string Use = """
        { "code": "commercial", "type": "commercial", "name": { "en": "Commercial" }, "active": true, "optOutScope": "address",
          "models": { "email": "nonRestrictive", "sms": "restrictive", "voice": "restrictive", "push": "restrictive", "custom": "restrictive" },
          "validity": { "optInMonths": 24, "purchaseMonths": null, "inquiryMonths": null },
          "topics": [ { "code": "newsletter", "name": { "en": "Newsletter" }, "description": { "en": "News once a month" }, "visible": true, "active": true } ], "sharedWith": [] }
        """;

    private const string Profile = $$"""
        { "id": "71010399211225001", "code": "default", "name": "Example shop", "companyName": "Example Ltd", "postalAddress": "1 Example Street, London", "regime": "can-spam", "regimeVersion": "can-spam@1",
          "defaultLanguage": "en", "applications": [ "CRM" ], "active": true, "doubleOptIn": false,
          "controller": { "name": null, "contact": "privacy@example.com", "dpoContact": null, "representative": null, "policyUrl": "https://example.com/privacy", "policyVersion": "2026-01" },
          "deadlines": { "optOut": "10 businessDays", "acknowledge": null, "answer": "45 days", "extension": null }, "createdAt": "2026-01-01T00:00:00Z",
          "purposes": [ {{Use}} ],
          "lacks": [ { "kind": "optOutDeadline", "must": true, "source": "15 U.S.C. § 7704(a)(4)" } ] }
        """;

    private const string Enforcement = """
        { "models": { "commercial": { "email": "restrictive", "sms": "restrictive", "voice": "restrictive", "push": "restrictive", "custom": "restrictive" },
          "transactional": { "email": "nonRestrictive", "sms": "nonRestrictive", "voice": "nonRestrictive", "push": "nonRestrictive", "custom": "nonRestrictive" } } }
        """;

    private const string Topic = """
        { "code": "offers", "name": { "en": "Offers", "de": "Angebote" }, "description": { "en": "What is cheaper this week" }, "visible": true, "active": true }
        """;

    private const string Purpose = $$"""
        { "id": "71010399211225002", "code": "surveys", "type": "commercial", "name": { "en": "Surveys" }, "description": { "en": "Questions about our products" }, "optOutScope": "address", "active": true,
          "dataUse": null, "lawfulBasis": "consent", "dataCategories": [ "email address" ], "recipients": [ "Survey Tool Inc." ], "retention": "12 months", "transfers": null,
          "topics": [ {{Topic}} ], "profiles": [ "default" ] }
        """;

    private const string Wording = """
        { "topic": null, "language": "en", "number": 1, "reference": "wording-1-0-en@1", "text": "Yes, send me offers by email. I can stop at any time.", "publishedAt": "2026-01-01T00:00:00Z", "publishedBy": null, "inForce": true }
        """;

    public static readonly ApiOperation ListProfiles = new("listProfiles", Read, IsWrite: false, null, """
        { "items": [ { "code": "default", "name": "Default", "companyName": "", "regime": "can-spam", "active": true, "doubleOptIn": false, "defaultLanguage": "en", "purposes": 3, "lacks": 2, "hints": 0 } ], "next": null }
        """);

    public static readonly ApiOperation CreateProfile = new("createProfile", Edit, IsWrite: true, """
        { "code": "uk-shop", "name": "UK shop", "regime": "uk", "companyName": "Example Ltd", "postalAddress": "1 Example Street, London", "defaultLanguage": "en", "applications": [ "CRM" ] }
        """, Profile) { Status = 201 };

    public static readonly ApiOperation ReadProfile = new("readProfile", Read, IsWrite: false, null, Profile);

    public static readonly ApiOperation EditProfile = new("editProfile", Edit, IsWrite: true, """
        { "companyName": "Example Ltd", "postalAddress": "1 Example Street, London", "controller": { "contact": "privacy@example.com", "policyUrl": "https://example.com/privacy", "policyVersion": "2026-01" },
          "deadlines": { "optOut": "10 businessDays" }, "reason": "The imprint that the law asks for" }
        """, Profile);

    public static readonly ApiOperation DeactivateProfile = new("deactivateProfile", Edit, IsWrite: true, """{ "reason": "The brand was sold" }""", Profile);

    public static readonly ApiOperation ReactivateProfile = new("reactivateProfile", Edit, IsWrite: true, """{ "reason": "The sale fell through" }""", Profile);

    public static readonly ApiOperation ReadEnforcement = new("readEnforcement", Read, IsWrite: false, null, Enforcement);

    public static readonly ApiOperation EditEnforcement = new("editEnforcement", Edit, IsWrite: true, """
        { "models": { "commercial": { "email": "restrictive" } }, "reason": "We ask first from now on" }
        """, Enforcement);

    public static readonly ApiOperation ReadUse = new("readProfilePurpose", Read, IsWrite: false, null, Use);

    public static readonly ApiOperation SharePurpose = new("sharePurpose", Edit, IsWrite: true, """{ "replaceTracking": false }""", Use);

    public static readonly ApiOperation EditUse = new("editProfilePurpose", Edit, IsWrite: true, """{ "validity": { "optInMonths": 24 }, "reason": "Two years" }""", Use);

    public static readonly ApiOperation LeavePurpose = new("removePurpose", Edit, IsWrite: true, null, "") { Status = 204 };

    public static readonly ApiOperation ProfileVersions = new("listProfileVersions", Read, IsWrite: false, null, """
        { "items": [ { "number": 7, "at": "2026-01-01T00:00:00Z", "actorKind": "application", "actorName": "CRM", "reason": "The imprint that the law asks for",
          "changes": [ { "kind": "profile.edited", "subject": "Default", "field": "companyName", "old": "", "new": "Example Ltd" } ] } ], "next": "AaZ3lq…" }
        """);

    public static readonly ApiOperation ReadCenter = new("readCenter", Read, IsWrite: false, null, """
        { "format": "consentportal.preference-center", "version": 1, "profile": "default", "design": { "sections": [] } }
        """);

    public static readonly ApiOperation ListPurposes = new("listPurposes", Read, IsWrite: false, null, $$"""{ "items": [ {{Purpose}} ], "next": null }""");

    public static readonly ApiOperation CreatePurpose = new("createPurpose", Edit, IsWrite: true, """
        { "profile": "default", "code": "surveys", "type": "commercial", "name": { "en": "Surveys" }, "description": { "en": "Questions about our products" }, "optOutScope": "address" }
        """, Purpose) { Status = 201 };

    public static readonly ApiOperation ReadPurpose = new("readPurpose", Read, IsWrite: false, null, Purpose);

    public static readonly ApiOperation EditPurpose = new("editPurpose", Edit, IsWrite: true, """
        { "name": { "de": "Werbung" }, "lawfulBasis": "consent", "recipients": [ "Mail Tool Inc." ], "retention": "Until you say no", "reason": "For the record of processing" }
        """, Purpose);

    public static readonly ApiOperation DeactivatePurpose = new("deactivatePurpose", Edit, IsWrite: true, """{ "reason": "We stopped" }""", Purpose);

    public static readonly ApiOperation ReactivatePurpose = new("reactivatePurpose", Edit, IsWrite: true, """{ "reason": "We go on" }""", Purpose);

    public static readonly ApiOperation ListTopics = new("listTopics", Read, IsWrite: false, null, $$"""{ "items": [ {{Topic}} ], "next": null }""");

    public static readonly ApiOperation CreateTopic = new("createTopic", Edit, IsWrite: true, """
        { "code": "offers", "name": { "en": "Offers", "de": "Angebote" }, "description": { "en": "What is cheaper this week" }, "visible": true }
        """, Topic) { Status = 201 };

    public static readonly ApiOperation ReadTopic = new("readTopic", Read, IsWrite: false, null, Topic);

    public static readonly ApiOperation EditTopic = new("editTopic", Edit, IsWrite: true, """{ "name": { "de": "Rundbrief" }, "visible": true }""", Topic);

    public static readonly ApiOperation MoveTopic = new("moveTopic", Edit, IsWrite: true, """{ "by": 1 }""", Topic);

    public static readonly ApiOperation DeactivateTopic = new("deactivateTopic", Edit, IsWrite: true, "{}", Topic);

    public static readonly ApiOperation ReactivateTopic = new("reactivateTopic", Edit, IsWrite: true, "{}", Topic);

    public static readonly ApiOperation ListWordings = new("listWordings", Read, IsWrite: false, null, $$"""{ "items": [ {{Wording}} ], "next": null }""");

    public static readonly ApiOperation PublishWording = new("publishWording", Edit, IsWrite: true, """
        { "language": "en", "text": "Yes, send me offers by email. I can stop at any time.", "replaces": 0 }
        """, Wording) { Status = 201 };
}
