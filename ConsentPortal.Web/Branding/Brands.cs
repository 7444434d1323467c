using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using System.Text.Json;

namespace ConsentPortal.Web.Branding;

/// <summary>Answers how a page looks: a profile's brand over the branding folder, which is read once at the start. Colours that people could not read on are replaced by safe ones, and the log says so.</summary>
internal sealed class Brands
{
    private static readonly ShownBrand Safe = new() { Accent = PublicColours.DefaultAccent, AccentDark = PublicColours.DefaultAccentDark };
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly Dictionary<string, ShownBrand> byProfile = new(StringComparer.Ordinal);
    private readonly ShownBrand own;
    private readonly BrandFolder folder;

    private readonly Rulebooks rulebooks;

    public Brands(BrandFolder folder, Rulebooks rulebooks, ILogger<Brands> log)
    {
        (this.folder, this.rulebooks) = (folder, rulebooks);
        var read = Read(folder, log);
        own = Check(read.Over(Safe), log);
        foreach (var (code, brand) in read.Profiles ?? new Dictionary<string, ShownBrand>(StringComparer.Ordinal))
        {
            byProfile[code] = Check(brand.Over(own), log);
        }
    }

    /// <summary>The brand of a compliance profile, by its code; null = the portal's.</summary>
    public ShownBrand Of(string? profile)
    {
        var under = profile is not null && byProfile.TryGetValue(profile, out var named) ? named : own;
        return profile is not null && rulebooks.Known?.Profile(profile)?.Brand is { } brand ? Lay(under, brand) : under;
    }

    /// <summary>The brand of a page that belongs to no profile: that of the host under which it is asked for, else the portal's.</summary>
    public ShownBrand At(HttpContext context) => context.Features.Get<BrandAtHost>() is { Brand: var brand } ? Lay(own, brand) : own;

    /// <summary>The same under a look that somebody chose for one page. What cannot be shown (an unreadable colour, a file that is gone) falls back.</summary>
    public ShownBrand Of(string? profile, BrandLook look) => Lay(Of(profile), look);

    // its own name stands beside its own logo
    private ShownBrand Lay(ShownBrand under, Brand brand)
        => Lay(under with { Name = brand.Name, Website = Web(brand.Website) ?? under.Website, Help = Web(brand.Help) ?? under.Help }, brand.Look);

    private ShownBrand Lay(ShownBrand under, BrandLook look) => under.Under(look with
    {
        Accent = BrandTheme.IsReadable(look.Accent, PublicColours.Light) ? look.Accent : null, AccentDark = BrandTheme.IsReadable(look.AccentDark, PublicColours.Dark) ? look.AccentDark : null,
        Logo = folder.Has(look.Logo) ? look.Logo : null, LogoAlt = folder.Has(look.Logo) || look.Logo is null ? look.LogoAlt : null, Font = folder.Has(look.Font) ? look.Font : null,
    });

    private static ShownBrand Read(BrandFolder folder, ILogger log)
    {
        var file = Path.Combine(folder.Path, "brand.json");
        if (!File.Exists(file))
        {
            log.LogWarning("There is no brand.json in the branding directory: public pages are plain.");
            return new();
        }

        try
        {
            return JsonSerializer.Deserialize<ShownBrand>(File.ReadAllText(file), Json) ?? new();
        }
        catch (JsonException error)
        {
            log.LogWarning("brand.json cannot be read ({Error}): public pages are plain.", error.Message);
            return new();
        }
    }

    private ShownBrand Check(ShownBrand brand, ILogger log) => brand with
    {
        Accent = BrandTheme.IsReadable(brand.Accent, PublicColours.Light) ? brand.Accent : Replace("accent", brand.Accent!, Safe.Accent!, log),
        AccentDark = BrandTheme.IsReadable(brand.AccentDark, PublicColours.Dark) ? brand.AccentDark : Replace("accentDark", brand.AccentDark!, Safe.AccentDark!, log),
        Logo = folder.Has(brand.Logo) ? brand.Logo : null, Font = folder.Has(brand.Font) ? brand.Font : null,
        Website = Web(brand.Website), PrivacyPolicy = Web(brand.PrivacyPolicy), Help = Web(brand.Help),
    };

    private static string Replace(string name, string colour, string safe, ILogger log)
    {
        log.LogWarning("The brand colour {Name} {Colour} cannot be read on our pages (contrast below {Least} to 1): {Safe} is used instead.", name, colour, Contrast.Text, safe);
        return safe;
    }

    // a link that runs script has no place here
    private static string? Web(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto" ? url : null;
}
