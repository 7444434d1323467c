using System.Text.Json.Serialization;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Web.Branding;

/// <summary>How the public pages look and what they are called, as it is shown; also the shape of <c>brand.json</c>, in which every value may be
/// left out and <c>profiles</c> holds what differs for one compliance profile, by its code.</summary>
public sealed record ShownBrand
{
    /// <summary>Left out: the company of the compliance profile.</summary>
    public string? Name { get; init; }

    /// <summary>A file in the branding folder, or an uploaded one (<see cref="FileReference"/>).</summary>
    public string? Logo { get; init; }

    public string? LogoAlt { get; init; }

    public string? Website { get; init; }

    public string? PrivacyPolicy { get; init; }

    /// <summary>Where a person asks for help: an address or a page.</summary>
    public string? Help { get; init; }

    /// <summary>The colour of buttons and links on light pages, as #rrggbb.</summary>
    public string? Accent { get; init; }

    /// <summary>The same on dark pages.</summary>
    public string? AccentDark { get; init; }

    /// <summary>A WOFF2 file, like <see cref="Logo"/>.</summary>
    public string? Font { get; init; }

    [JsonPropertyName("profiles")]
    public IReadOnlyDictionary<string, ShownBrand>? Profiles { get; init; }

    /// <summary>Where the logo is served; null = none.</summary>
    [JsonIgnore]
    public string? LogoUrl => Urls.BrandFile(Logo);

    /// <summary>The style sheet of its colours and font: all it says stands in its address, so it may be kept.</summary>
    [JsonIgnore]
    public string ThemeUrl => Urls.BrandTheme(Accent, AccentDark, Font);

    /// <summary>This brand where it says something, else the other.</summary>
    public ShownBrand Over(ShownBrand other) => new()
    {
        Name = Name ?? other.Name, Logo = Logo ?? other.Logo, LogoAlt = LogoAlt ?? (Logo is null ? other.LogoAlt : Name), Website = Website ?? other.Website,
        PrivacyPolicy = PrivacyPolicy ?? other.PrivacyPolicy, Help = Help ?? other.Help, Accent = Accent ?? other.Accent, AccentDark = AccentDark ?? other.AccentDark, Font = Font ?? other.Font,
    };

    /// <summary>This look where it says something, else the other.</summary>
    public ShownBrand Under(BrandLook look) => this with
    {
        Logo = look.Logo ?? Logo, LogoAlt = look.LogoAlt ?? (look.Logo is null ? LogoAlt : Name), Accent = look.Accent ?? Accent, AccentDark = look.AccentDark ?? AccentDark, Font = look.Font ?? Font,
    };
}
