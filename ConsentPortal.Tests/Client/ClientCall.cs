using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ConsentPortal.Tests.Client;

/// <summary>One call of the description as a method of the client.</summary>
internal sealed class ClientCall(ClientTypes types, string path, string method, JsonNode operation)
{
    private const string Prefix = "/api/v1/";
    private readonly List<JsonNode> parameters = [.. operation["parameters"]?.AsArray().Select(p => p!) ?? []];

    private string Id => ClientTypes.Pascal(operation["operationId"]!.ToString());

    private (string MediaType, JsonNode Schema)? Body => Content(operation["requestBody"]);

    private (string MediaType, JsonNode Schema)? Answer => Content(operation["responses"]!.AsObject().First(r => r.Key[0] == '2').Value);

    private bool IsJson => Body is null or { MediaType: "application/json" };

    // a list is walked from page to page
    private string? ItemOfList => parameters.Exists(p => Name(p) == "cursor") && Answer is { } answer && types.Of(answer.Schema) is var type && type.StartsWith("Page<", StringComparison.Ordinal) ? type[5..^1] : null;

    /// <summary>The name of the serialiser's property: <c>PageOfProfileItem</c>.</summary>
    public static string JsonName(string type) => type.Replace("<", "Of", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);

    /// <param name="roots">Takes the types that stand at the top of a body or an answer.</param>
    public string Write(ISet<string> roots)
    {
        StringBuilder text = new($"    /// <summary>{Escape(operation["description"]!.ToString())}</summary>\n");
        var answer = Answer is { MediaType: "application/json" } json ? types.Of(json.Schema) : Answer is null ? "object" : null;
        roots.UnionWith(new[] { answer, Body is { } body && IsJson ? types.Of(body.Schema) : null }.OfType<string>());
        var (returns, sends) = ItemOfList is { } item ? ($"IAsyncEnumerable<{item}>", $"PagesAsync(cursor => {Call("cursor")}, PortalJson.Default.{JsonName(answer!)}, ct)")
            : answer is null ? ("Task<StreamedAnswer>", $"StreamAsync({Call()}, ct)") : ($"Task<Answer<{answer}>>", $"SendAsync({Call()}, PortalJson.Default.{(answer == "object" ? "Object" : JsonName(answer))}, ct)");
        return text.Append(CultureInfo.InvariantCulture, $"    public {returns} {Id}Async({string.Join(", ", Arguments())})\n        => {sends};\n").ToString();
    }

    private IEnumerable<string> Arguments()
    {
        List<string> needed = [], optional = [];
        foreach (var parameter in parameters.Where(p => Name(p) is not ("cursor" or "Idempotency-Key")))
        {
            var type = types.Of(parameter["schema"]!);
            (IsNeeded(parameter) ? needed : optional).Add(IsNeeded(parameter) ? $"{type} {Variable(parameter)}" : $"{type}? {Variable(parameter)} = null");
        }

        if (Body is { } body)
        {
            needed.Add(IsJson ? $"{types.Of(body.Schema)} body" : "HttpContent body");
        }

        optional.AddRange(method == "patch" ? ["IEnumerable<string>? clear = null"] : []);
        optional.AddRange(IsWrite ? ["string? idempotencyKey = null"] : []);
        return [.. needed, .. optional, "CancellationToken ct = default"];
    }

    private string Call(string? cursor = null)
    {
        var route = parameters.Where(p => Where(p) == "path").Aggregate(path[Prefix.Length..], (route, p) => route.Replace($"{{{Name(p)}}}", $"{{Uri.EscapeDataString({Variable(p)})}}", StringComparison.Ordinal));
        StringBuilder text = new($"new Call(HttpMethod.{ClientTypes.Pascal(method)}, {(route.Contains('{', StringComparison.Ordinal) ? "$" : "")}\"{route}\"){(IsJson ? "" : " { Once = body }")}");
        foreach (var parameter in parameters.Where(p => Where(p) != "path" && Name(p) != "Idempotency-Key"))
        {
            text.Append(CultureInfo.InvariantCulture, $".{(Where(parameter) == "query" ? "Query" : "Header")}(\"{Name(parameter)}\", {(Name(parameter) == "cursor" ? cursor ?? "null" : Variable(parameter))})");
        }

        if (Body is { } body && IsJson)
        {
            var type = $"body, PortalJson.Default.{JsonName(types.Of(body.Schema))}";
            text.Append(method == "patch" ? $".Patch({type}, clear)" : $".Json({type})");
        }

        return text.Append(IsWrite ? ".Idempotent(idempotencyKey)" : "").ToString();
    }

    private bool IsWrite => parameters.Exists(p => Name(p) == "Idempotency-Key");

    private static string Name(JsonNode parameter) => parameter["name"]!.ToString();

    private static string Where(JsonNode parameter) => parameter["in"]!.ToString();

    private static bool IsNeeded(JsonNode parameter) => parameter["required"]?.GetValue<bool>() == true;

    private static string Variable(JsonNode parameter) => ClientTypes.Pascal(Name(parameter)) is var name ? $"@{char.ToLowerInvariant(name[0])}{name[1..]}" : "";

    private static (string, JsonNode)? Content(JsonNode? holder)
        => holder?["content"]?.AsObject() is { Count: > 0 } content ? (content.ContainsKey("application/json") ? "application/json" : content.First().Key, (content["application/json"] ?? content.First().Value)!["schema"] ?? new JsonObject()) : null;

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
