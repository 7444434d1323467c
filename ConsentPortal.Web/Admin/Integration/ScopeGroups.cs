using ConsentPortal.Core.Integration;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>Scopes by what they are for, in the order in which a system needs them.</summary>
internal static class ScopeGroups
{
    public sealed record Group(string Name, string Meaning, IReadOnlyList<ApiScope> Scopes);

    private static readonly string[][] Words =
    [
        ["consent:check"],
        ["consent:write", "consent:reoptin", "suppressions:write"],
        ["events:read", "webhooks:write"],
        ["consent:read", "contacts:read", "contacts:write", "contacts:sensitive", "segments:read"],
        ["imports:write", "exports:write", "requests:read", "requests:write"],
        ["profiles:read", "profiles:write", "members:write", "audit:read"],
    ];

    public static IReadOnlyList<Group> All(IStringLocalizer<Texts> l)
    {
        var names = new (string Name, string Meaning)[]
        {
            (l["Before sending"], l["Every system that sends needs this."]),
            (l["Writing down what people said"], l["For systems where people opt in or out, or complain."]),
            (l["Hearing of changes"], l["For systems that keep a list of their own."]),
            (l["People"], l["These read or change personal data. Give them to few."]),
            (l["Files and requests"], l["For loading, taking out, and answering data-subject requests."]),
            (l["Running the portal"], l["These change the rules or the team. A system that sends needs none of them."]),
        };
        return [.. names.Zip(Words, (name, words) => new Group(name.Name, name.Meaning, [.. words.Select(Of), .. ReferenceEquals(words, Words[^1]) ? Others : []]))];
    }

    // a scope that is new and has no place here yet is offered all the same
    private static IEnumerable<ApiScope> Others => ApiScopes.All.Where(s => !Words.Any(g => g.Contains(s.Word)));

    private static ApiScope Of(string word) => ApiScopes.All.First(s => s.Word == word);
}
