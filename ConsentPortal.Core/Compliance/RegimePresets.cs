using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The presets that ship with this version, read from <c>Compliance/Presets</c>.</summary>
public static class RegimePresets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static IReadOnlyList<RegimePreset> All { get; } = [.. Read().OrderBy(p => p.Code, StringComparer.Ordinal)];

    public static RegimePreset? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    /// <summary>How long each law has a class of data kept, by the code of the law, as far as it says so.</summary>
    public static IReadOnlyDictionary<string, RetentionTerm> Keeping(string data) => All.SelectMany(p => p.Keep.Where(k => k.Data == data).Select(k => (p.Code, Keep: k)))
        .ToDictionary(k => k.Code, k => new RetentionTerm(RegimeKeep.Days(k.Keep.Months), RegimeKeep.Days(k.Keep.Least), k.Keep.Source), StringComparer.Ordinal);

    /// <summary>What to offer in this country; the strictest where we ship nothing for it.</summary>
    public static RegimePreset For(string country) => All.FirstOrDefault(p => p.Countries.Contains(country, StringComparer.OrdinalIgnoreCase)) ?? Strictest;

    /// <summary>The one to start from where nobody said which law applies.</summary>
    public static RegimePreset Strictest => Find("gdpr-eea")!;

    private static IEnumerable<RegimePreset> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains(".Compliance.Presets.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<RegimePreset>(stream, Json)!;
        }
    }
}
