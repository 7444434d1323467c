using System.Text.Json.Nodes;

namespace ConsentPortal.Tests.Client;

/// <summary>The shapes of the description as C# types: words stay text, so that a portal that learns a new one breaks no client.</summary>
internal sealed class ClientTypes(JsonNode document)
{
    private readonly JsonObject schemas = document["components"]!["schemas"]!.AsObject();

    /// <summary>The shapes that become records.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Records => schemas.Where(s => IsRecord(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>The shapes that are words.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Words => schemas.Where(s => s.Value!["enum"] is not null).OrderBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>The type of a schema, without the question mark.</summary>
    public string Of(JsonNode schema)
    {
        if (Name(schema) is { } name)
        {
            return name.StartsWith("ApiListOf", StringComparison.Ordinal) ? $"Page<{name["ApiListOf".Length..]}>" : IsRecord(name) ? name : Of(schemas[name]!);
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(s => s!["type"]?.ToString() != "null") is { } real)
        {
            return Of(real);
        }

        return schema["enum"] is not null ? "string" : TypeOf(schema) switch
        {
            "string" => schema["format"]?.ToString() == "date-time" ? "DateTimeOffset" : "string",
            "integer" => schema["format"]?.ToString() == "int64" ? "long" : "int",
            "number" => "double",
            "boolean" => "bool",
            "array" => $"IReadOnlyList<{(schema["items"] is { } items ? Full(items) : "JsonElement")}>",
            "object" when schema["additionalProperties"] is JsonObject values => $"IReadOnlyDictionary<string, {Full(values)}>",
            _ => "JsonElement",
        };
    }

    /// <summary>With the question mark where nothing may stand there.</summary>
    public string Full(JsonNode schema) => IsNullable(schema) ? $"{Of(schema)}?" : Of(schema);

    public static string Pascal(string name)
        => string.Concat(name.Split('-', '_', '.').Where(p => p.Length > 0).Select(p => $"{char.ToUpperInvariant(p[0])}{p[1..]}"));

    public static string? Name(JsonNode schema) => schema["$ref"]?.ToString().Split('/')[^1];

    private bool IsRecord(string name) => !name.StartsWith("ApiListOf", StringComparison.Ordinal) && schemas[name]!["properties"] is JsonObject { Count: > 0 };

    private static string? TypeOf(JsonNode schema) => schema["type"] is JsonArray several ? several.Select(t => t!.ToString()).FirstOrDefault(t => t != "null") : schema["type"]?.ToString();

    private static bool IsNullable(JsonNode schema) => (schema["type"] is JsonArray several && several.Any(t => t!.ToString() == "null"))
        || (schema["oneOf"] ?? schema["anyOf"])?.AsArray().Any(s => s!["type"]?.ToString() == "null") == true;
}
