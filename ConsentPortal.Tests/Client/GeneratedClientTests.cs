using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ConsentPortal.Client;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Client;

public sealed class GeneratedClientTests
{
    [Fact]
    public async Task The_client_is_what_the_description_says()
    {
        var writer = new ClientWriter(await DocumentAsync());
        foreach (var (name, text) in writer.Write())
        {
            var file = Path.Combine(Folder(), name);
            if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            {
                await File.WriteAllTextAsync(file, text);
            }

            Assert.True(File.Exists(file) && await File.ReadAllTextAsync(file) == text, $"{name} is not what the description says. Look at what changed; APPROVE=1 writes it anew.");
        }

        var methods = typeof(PortalClient).GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(writer.Operations, id => !methods.Contains($"{ClientTypes.Pascal(id)}Async"));
    }

    [Fact]
    public void The_client_needs_neither_the_portal_nor_any_package()
        => Assert.All(typeof(PortalClient).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    private static async Task<JsonNode> DocumentAsync()
    {
        var portal = await SharedPortal.GetAsync();
        using var anybody = portal.NewClient();
        return JsonNode.Parse(await anybody.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "ConsentPortal.Client"));
}
