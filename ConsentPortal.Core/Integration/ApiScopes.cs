using System.Collections.Frozen;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>One scope of an API key: its word (<c>consent:check</c>), the permission it gives, and what it lets a program do: the English
/// text is the key of its translations.</summary>
public sealed record ApiScope(string Word, Permission Permission, string Meaning);

/// <summary>The scopes there are (api.md).</summary>
public static class ApiScopes
{
    public static readonly IReadOnlyList<ApiScope> All =
    [
        new("consent:check", Permission.CheckConsent, "Ask whether a message may be sent, filter audiences, get unsubscribe links"),
        new("consent:write", Permission.RecordConsent, "Record opt-ins and opt-outs"),
        new("consent:reoptin", Permission.ReoptIn, "Opt somebody in again over their opt-out, on a newer act of that person"),
        new("consent:read", Permission.ReadConsent, "Read what is stored about an address, with its history"),
        new("suppressions:write", Permission.EditSuppressions, "Add and lift suppressions"),
        new("contacts:read", Permission.ReadContacts, "Read contacts, and addresses in the feed of events"),
        new("contacts:write", Permission.EditContacts, "Create and change contacts"),
        new("contacts:sensitive", Permission.ReadSensitive, "Read sensitive fields of contacts; each read is written down"),
        new("imports:write", Permission.RunImports, "Load files"),
        new("requests:read", Permission.ReadRequests, "Read data-subject requests"),
        new("requests:write", Permission.WorkRequests, "Open and answer data-subject requests"),
        new("segments:read", Permission.ReadSegments, "Read segments and their members"),
        new("events:read", Permission.ReadEvents, "Follow the feed of consent events"),
        new("webhooks:write", Permission.ManageWebhooks, "Read and change the webhooks of the key's own application"),
        new("profiles:read", Permission.ReadCompliance, "Read profiles, purposes, topics and wordings"),
        new("profiles:write", Permission.EditCompliance, "Change profiles, purposes, topics and wordings"),
        new("members:write", Permission.ManageTeam, "Read, invite and disable members of the team"),
        new("exports:write", Permission.ExportPeople, "Take lists of people out of the portal, with the scope that reads them"),
        new("audit:read", Permission.ReadAudit, "Read the audit trail"),
    ];

    private static readonly FrozenDictionary<string, Permission> ByWord = All.ToFrozenDictionary(s => s.Word, s => s.Permission, StringComparer.Ordinal);

    public static bool Knows(string word) => ByWord.ContainsKey(word);

    /// <summary>The sum of what the scopes allow. A word that this version does not know allows nothing.</summary>
    public static Permission PermissionsOf(IEnumerable<string> words)
        => words.Aggregate(Permission.None, (sum, word) => sum | ByWord.GetValueOrDefault(word));

    /// <summary>The scope that a caller lacks, for the answer that refuses it.</summary>
    public static string WordOf(Permission permission) => All.First(s => s.Permission == permission).Word;
}
