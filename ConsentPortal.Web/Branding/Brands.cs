using ConsentPortal.Core.Kernel;
using System.Text.Json;

namespace ConsentPortal.Web.Branding;

/// <summary>The owner's brand, read once at the start. Colours that people could not read on are replaced by safe ones, and the log says so.</summary>
internal sealed class Brands
{
    /// <summary>The grounds of <c>public.css</c>: a brand colour is text and link on them, and ground for the text of a button.</summary>
    private static readonly string[] Light = ["#ffffff", "#f4f5f7"], Dark = ["#1c2027", "#13161b"];
    private static readonly Brand Safe = new() { Accent = "#2f4fb0", AccentDark = "#a9bcff" };
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly Dictionary<string, Brand> byProfile = new(StringComparer.Ordinal);
    private readonly Brand own;

    public Brands(BrandFolder folder, ILogger<Brands> log)
    {
        var read = Read(folder, log);
        own = Check(read.Over(Safe), folder, log);
        foreach (var (code, brand) in read.Profiles ?? new Dictionary<string, Brand>(StringComparer.Ordinal))
        {
            byProfile[code] = Check(brand.Over(own), folder, log);
        }
    }

    /// <summary>The brand of a compliance profile, by its code; null = the portal's.</summary>
    public Brand Of(string? profile) => profile is not null && byProfile.TryGetValue(profile, out var brand) ? brand : own;

    /// <summary>The checked colours as a style sheet: after the owner's own, so that nothing unreadable wins.</summary>
    public string Theme(string? profile)
    {
        var brand = Of(profile);
        return $":root{{--accent:{brand.Accent}}}\n@media (prefers-color-scheme:dark){{:root{{--accent:{brand.AccentDark}}}}}\n";
    }

    private static Brand Read(BrandFolder folder, ILogger log)
    {
        var file = Path.Combine(folder.Path, "brand.json");
        if (!File.Exists(file))
        {
            log.LogWarning("There is no brand.json in the branding directory: public pages are plain.");
            return new();
        }

        try
        {
            return JsonSerializer.Deserialize<Brand>(File.ReadAllText(file), Json) ?? new();
        }
        catch (JsonException error)
        {
            log.LogWarning("brand.json cannot be read ({Error}): public pages are plain.", error.Message);
            return new();
        }
    }

    private static Brand Check(Brand brand, BrandFolder folder, ILogger log) => brand with
    {
        Accent = Readable(brand.Accent!, Light) ? brand.Accent : Replace("accent", brand.Accent!, Safe.Accent!, log),
        AccentDark = Readable(brand.AccentDark!, Dark) ? brand.AccentDark : Replace("accentDark", brand.AccentDark!, Safe.AccentDark!, log),
        Logo = brand.Logo is { } logo && Path.GetFileName(logo) == logo && File.Exists(Path.Combine(folder.Path, logo)) ? logo : null,
        Website = Web(brand.Website), PrivacyPolicy = Web(brand.PrivacyPolicy), Help = Web(brand.Help),
    };

    private static bool Readable(string colour, string[] grounds) => Contrast.IsColour(colour) && grounds.All(ground => Contrast.Between(colour, ground) >= Contrast.Text);

    private static string Replace(string name, string colour, string safe, ILogger log)
    {
        log.LogWarning("The brand colour {Name} {Colour} cannot be read on our pages (contrast below {Least} to 1): {Safe} is used instead.", name, colour, Contrast.Text, safe);
        return safe;
    }

    // a link that runs script has no place here
    private static string? Web(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto" ? url : null;
}
