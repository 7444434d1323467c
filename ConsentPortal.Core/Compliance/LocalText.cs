using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Compliance;

/// <summary>One text in several languages, by BCP 47 code. A language that is missing falls back to the asked default, then to English,
/// then to whatever there is: a reader never meets an empty label.</summary>
[JsonConverter(typeof(LocalTextJson))]
public sealed record LocalText
{
    private readonly SortedDictionary<string, string> texts = new(StringComparer.OrdinalIgnoreCase);

    public LocalText()
    {
    }

    public LocalText(string english, string? german = null)
        : this(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = english, ["de"] = german ?? "" })
    {
    }

    public LocalText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var (language, text) in texts.Where(t => !string.IsNullOrWhiteSpace(t.Value)))
        {
            this.texts[language] = text.Trim();
        }
    }

    public static LocalText Empty { get; } = new();

    public IReadOnlyDictionary<string, string> Texts => texts;

    public bool IsEmpty => texts.Count == 0;

    public string In(string language, string fallback = "en")
        => texts.GetValueOrDefault(language) ?? texts.GetValueOrDefault(fallback) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault() ?? "";

    /// <summary>As <see cref="In"/>, with the language that it was found in (BCP 47); null where there is no text at all.</summary>
    public (string Language, string Text)? Best(string language, string fallback = "en")
        => new[] { language, fallback, "en" }.Concat(texts.Keys).Where(texts.ContainsKey).Select(l => ((string, string)?)(l, texts[l])).FirstOrDefault();

    public string? Exactly(string language) => texts.GetValueOrDefault(language);

    public bool Equals(LocalText? other) => other is not null && ToJson() == other.ToJson();

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(" · ", texts.Select(t => $"{t.Key}: {t.Value}"));

    public string ToJson() => JsonSerializer.Serialize(texts);

    public static LocalText FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);
}

/// <summary>As an object of language and text.</summary>
public sealed class LocalTextJson : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Texts, options);
}
