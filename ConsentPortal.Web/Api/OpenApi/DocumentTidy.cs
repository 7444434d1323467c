using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>What the description needs to be taken by strict readers: groups that are declared and described, words that are words.</summary>
internal static class DocumentTidy
{
    // alphabetical, as readers look for them
    private static readonly SortedDictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["Accounts"] = "Companies, to which people belong.",
        ["Contacts"] = "People, their addresses, and what belongs together.",
        ["Decide"] = "May this message be sent? And with which way out?",
        ["Evidence"] = "What can be shown afterwards: receipts, and who changed what.",
        ["Export"] = "Lists taken out of the portal, with permission and reason.",
        ["Exports"] = "Lists taken out of the portal, with permission and reason.",
        ["Files"] = "Imports of consents and contacts, and their undoing.",
        ["Follow"] = "What happened, in the order of the commits.",
        ["Imports"] = "Files of consents and contacts, and their undoing.",
        ["People"] = "People, as other systems state them.",
        ["Profiles"] = "Brands, legal entities, regions: under which name messages are sent, and what silence means there.",
        ["Purposes"] = "Why people are contacted: purposes, topics, and the words that people agree to.",
        ["Record"] = "What people said, and what stops an address.",
        ["Requests"] = "What people ask for under their rights: handed in, followed, withdrawn.",
        ["Team"] = "Who works here, and what each may do.",
        ["This key"] = "What the key that calls is, and may do.",
        ["Webhooks"] = "Events as they happen, posted to an address of yours.",
    };

    public static Task ApplyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var used = (document.Paths ?? []).Values.SelectMany(p => p.Operations ?? []).SelectMany(o => o.Value.Tags ?? new HashSet<OpenApiTagReference>()).Select(t => t.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        document.Tags = new SortedSet<OpenApiTag>(used.Select(name => new OpenApiTag { Name = name, Description = Groups.GetValueOrDefault(name) }), Comparer<OpenApiTag>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name)));
        foreach (var schema in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Values.OfType<OpenApiSchema>().Where(s => s.Enum is { Count: > 0 }))
        {
            // whether nothing may stand in its place is said where it is used
            schema.Enum = [.. schema.Enum!.Where(word => word is not null && word.GetValueKind() == System.Text.Json.JsonValueKind.String)];
            schema.Type = JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }
}
