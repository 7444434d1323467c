using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The calls about people and companies with an example each; a test sends them one after the other.</summary>
internal static class PeopleExamples
{
    private const Permission Reads = Permission.ReadContacts, Edits = Permission.EditContacts;

    private const string Person = """
        { "id": "71010399211225099", "externalId": "crm-17", "kind": "contact", "firstName": "Ann", "lastName": "Example", "jobTitle": "Buyer", "account": "Example Ltd", "language": "en", "level": 4, "child": false,
          "guardian": null, "tracking": true, "doNotBulk": false, "doNotMail": false, "doNotPhone": true, "became": null, "restricted": false,
          "points": [ { "id": "71010399211225100", "channel": "email", "address": "ann@example.com" } ], "merged": [], "fields": { "customer-number": "K-1001" }, "createdAt": "2026-01-01T00:00:00Z", "changedAt": "2026-01-01T00:00:00Z" }
        """;

    private const string Turned = """
        { "merge": "71010399211225101", "contact": "71010399211225099", "addresses": 1, "answers": 0,
          "turned": [ { "point": "71010399211225100", "address": "ann@example.com", "channel": "email", "profile": "Default", "purpose": "Commercial", "topic": null, "allowed": false, "reason": "do_not_contact" } ], "lost": [] }
        """;

    private const string Account = """{ "id": "71010399211225102", "name": "Example Ltd", "city": "London", "country": "GB", "website": "https://example.com", "createdAt": "2026-01-01T00:00:00Z" }""";

    public static readonly ApiOperation List = new("listContacts", Reads, IsWrite: false, null, $$"""{ "items": [ {{Person}} ], "next": null }""");

    public static readonly ApiOperation Query = new("queryContacts", Reads, IsWrite: false, """{ "address": "Ann@Example.com" }""", $$"""{ "items": [ {{Person}} ], "next": null }""");

    public static readonly ApiOperation Read = new("readContact", Reads, IsWrite: false, null, Person);

    public static readonly ApiOperation ListFields = new("listContactFields", Reads, IsWrite: false, null, """
        { "items": [ { "code": "customer-number", "label": "Customer number", "hint": "", "kind": "text", "choices": [], "sensitive": false, "mayRead": true, "mayWrite": true } ], "next": null }
        """);

    public static readonly ApiOperation Edit = new("editContact", Edits, IsWrite: true, """{ "jobTitle": "Buyer", "doNotPhone": true }""", Person);

    public static readonly ApiOperation Link = new("linkContactPoint", Edits, IsWrite: true, """{ "channel": "email", "address": "ann@work.example" }""", Person);

    public static readonly ApiOperation Unlink = new("unlinkContactPoint", Edits, IsWrite: true, null, "{}");

    public static readonly ApiOperation Merge = new("mergeContacts", Edits, IsWrite: true, """{ "survivor": "crm-17", "merged": "crm-18", "reason": "Ann was written down twice", "fromMerged": [ "jobTitle" ] }""", Turned);

    public static readonly ApiOperation Merges = new("listMerges", Reads, IsWrite: false, null, """
        { "items": [ { "merge": "71010399211225101", "contact": "71010399211225103", "externalId": "crm-18", "mergedAt": "2026-01-01T00:00:00Z" } ], "next": null }
        """);

    public static readonly ApiOperation Unmerge = new("unmergeContacts", Edits, IsWrite: true, """{ "merge": "71010399211225101", "reason": "They are sisters" }""", Turned);

    public static readonly ApiOperation ListAccounts = new("listAccounts", Reads, IsWrite: false, null, $$"""{ "items": [ {{Account}} ], "next": null }""");

    public static readonly ApiOperation CreateAccount = new("createAccount", Edits, IsWrite: true, """{ "name": "Example Ltd", "city": "London", "country": "GB", "website": "https://example.com" }""", Account) { Status = 201 };

    public static readonly ApiOperation ReadAccount = new("readAccount", Reads, IsWrite: false, null, Account);

    public static readonly ApiOperation EditAccount = new("editAccount", Edits, IsWrite: true, """{ "city": "London" }""", Account);
}
