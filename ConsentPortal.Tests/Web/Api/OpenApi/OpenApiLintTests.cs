using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.OpenApi;

public sealed class OpenApiLintTests
{
    private const string Linter = "@stoplight/spectral-cli@6.16.3";

    [Fact]
    public async Task A_strict_linter_finds_nothing_in_the_document_and_does_find_what_is_broken()
    {
        var tool = await NpmTool.EnsureAsync(Linter);
        var portal = await SharedPortal.GetAsync();
        using var anybody = portal.NewClient();
        var document = await anybody.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var folder = Directory.CreateTempSubdirectory("lint").FullName;
        var (good, bad) = (Path.Combine(folder, "good.json"), Path.Combine(folder, "bad.json"));
        await File.WriteAllTextAsync(good, document);
        await File.WriteAllTextAsync(bad, Broken(document));

        var (_, said) = await NpmTool.RunAsync(tool, Path.Combine(tool, "node_modules", ".bin", "spectral"), "lint", good, bad, "--ruleset", Ruleset(), "--format", "json", "--quiet");
        Directory.Delete(folder, recursive: true);

        var findings = JsonNode.Parse(said[said.IndexOf('[', StringComparison.Ordinal)..(said.LastIndexOf(']') + 1)])!.AsArray();
        var broken = findings.Where(f => Source(f!) == "bad.json").Select(f => f!["code"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "operation-description", "call-id-is-a-name", "oas3-valid-media-example" }, broken);
        Findings(findings.Where(f => Source(f!) == "good.json"));
    }

    private static void Findings(IEnumerable<JsonNode?> found)
    {
        var all = string.Join('\n', found.Select(f => $"{f!["code"]} {string.Join('.', f["path"]!.AsArray())}: {f["message"]}"));
        Assert.True(all.Length == 0, all);
    }

    private static string Source(JsonNode finding) => Path.GetFileName(finding["source"]!.GetValue<string>());

    private static string Broken(string document)
    {
        var copy = JsonNode.Parse(document)!;
        var call = copy["paths"]!["/api/v1/profiles/{profile}"]!["get"]!.AsObject();
        call.Remove("description");
        call["operationId"] = "read-profile";
        call["responses"]!["200"]!["content"]!["application/json"]!["example"] = 7;
        return copy.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string Ruleset([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "spectral.yaml");
}
