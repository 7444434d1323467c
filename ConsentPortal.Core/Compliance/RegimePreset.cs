using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A law's defaults, as versioned data: what a new profile starts with. Every number in it may be changed afterwards.</summary>
public sealed record RegimePreset
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>What it means, in one sentence to an administrator.</summary>
    public required string Summary { get; init; }

    /// <summary>ISO 3166-1 alpha-2: the countries whose first administrator is offered it.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public const int DefaultChildAge = 16;

    /// <summary>In years: below it a parent or guardian agrees (GDPR art. 8; COPPA 13).</summary>
    public int ChildAge { get; init; } = DefaultChildAge;

    public required bool DoubleOptIn { get; init; }

    public required OptOutScope OptOutScope { get; init; }

    /// <summary>The model of each purpose type on each channel; data use under <c>none</c>.</summary>
    public required IReadOnlyDictionary<PurposeType, IReadOnlyDictionary<Channel, EnforcementModel>> Models { get; init; }

    /// <summary>How long a yes holds, by purpose type; a type that is not named: for ever.</summary>
    public IReadOnlyDictionary<PurposeType, ValidityTerms> Validity { get; init; } = new Dictionary<PurposeType, ValidityTerms>();

    public string Reference => $"{Code}@{Version}";

    /// <summary>The model, restrictive where the preset is silent.</summary>
    public EnforcementModel ModelFor(PurposeType type, Channel channel)
        => Models.TryGetValue(type, out var channels) && channels.TryGetValue(channel, out var model) ? model : EnforcementModel.Restrictive;
}

/// <summary>The presets that ship with this version, read from <c>Compliance/Presets</c>.</summary>
public static class RegimePresets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static IReadOnlyList<RegimePreset> All { get; } = [.. Read().OrderBy(p => p.Code, StringComparer.Ordinal)];

    public static RegimePreset? Find(string code) => All.FirstOrDefault(p => p.Code == code);

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
