using ConsentPortal.Core.Compliance;
using ConsentPortal.Web.Branding;

namespace ConsentPortal.Web.Public;

/// <summary>What every public page needs to know: its language and whether the reader asked for it, whose brand, and (where it may be
/// opened again) its path, for the language switch.</summary>
public sealed record PublicPage(string Language, bool LanguageAsked, ShownBrand Brand, ComplianceProfile? Profile = null, string? Path = null)
{
    /// <summary>What stands beside the logo: the brand, else who writes.</summary>
    public string Name => Brand.Name ?? Sender;

    /// <summary>The legal name, else the profile's: who writes.</summary>
    public string Sender => Profile is null ? Brand.Name ?? "ConsentPortal" : Core.Consent.ConfirmationMail.Sender(Profile);

    /// <summary>The profile's privacy policy, else the brand's.</summary>
    public string? PrivacyPolicy => Profile?.State.PolicyUrl is { Length: > 0 } policy ? policy : Brand.PrivacyPolicy;

    /// <summary>The page itself says who writes; else the footer does.</summary>
    public bool NamesSender { get; init; }

    /// <summary>Where the forms of requests are, when the reader came by a link that says whose data it is about.</summary>
    public string? Rights { get; init; }

    /// <summary>A path that keeps the language which the reader chose.</summary>
    public string To(string path) => LanguageAsked ? $"{path}?lang={Language}" : path;
}
