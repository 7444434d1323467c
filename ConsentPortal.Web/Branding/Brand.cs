using System.Text.Json.Serialization;

namespace ConsentPortal.Web.Branding;

/// <summary>How the public pages look and what they are called: <c>brand.json</c>. Every value may be left out; <c>profiles</c> holds what
/// differs for one compliance profile, by its code.</summary>
public sealed record Brand
{
    /// <summary>Left out: the company of the compliance profile.</summary>
    public string? Name { get; init; }

    /// <summary>A file in the branding folder.</summary>
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

    [JsonPropertyName("profiles")]
    public IReadOnlyDictionary<string, Brand>? Profiles { get; init; }

    /// <summary>This brand where it says something, else the other.</summary>
    public Brand Over(Brand other) => new()
    {
        Name = Name ?? other.Name, Logo = Logo ?? other.Logo, LogoAlt = LogoAlt ?? (Logo is null ? other.LogoAlt : Name), Website = Website ?? other.Website,
        PrivacyPolicy = PrivacyPolicy ?? other.PrivacyPolicy, Help = Help ?? other.Help, Accent = Accent ?? other.Accent, AccentDark = AccentDark ?? other.AccentDark,
    };
}
