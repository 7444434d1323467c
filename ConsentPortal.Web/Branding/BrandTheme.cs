using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Web.Branding;

/// <summary>A brand's colours and font as a style sheet of their own: public pages take no inline styles.</summary>
internal static class BrandTheme
{
    private const string System = "-apple-system,BlinkMacSystemFont,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif";

    /// <summary>Takes the place of a colour that could not be read, whoever wrote the address.</summary>
    public static string Of(string? accent, string? accentDark, string? font)
        => $":root{{--accent:{Readable(accent, PublicColours.Light, PublicColours.DefaultAccent)}}}\n@media (prefers-color-scheme:dark){{:root{{--accent:{Readable(accentDark, PublicColours.Dark, PublicColours.DefaultAccentDark)}}}}}\n"
            + (Face("Brand", font) is { Length: > 0 } face ? $"{face}body{{font-family:Brand,{System}}}\n" : "");

    /// <summary>The class <c>font-sample</c> in this font, for the staff's preview.</summary>
    public static string Sample(string? font) => Face("Sample", font) is { Length: > 0 } face ? $"{face}.font-sample{{font-family:Sample,{System}}}\n" : "";

    public static bool IsReadable(string? colour, IReadOnlyList<string> grounds) => PublicColours.Judge(colour, grounds) is { Passes: true };

    private static string Readable(string? colour, IReadOnlyList<string> grounds, string safe) => IsReadable(colour, grounds) ? colour! : safe;

    private static string Face(string family, string? font) => Urls.BrandFile(font) is { } url ? $"@font-face{{font-family:{family};src:url(\"{url}\") format(\"woff2\");font-weight:100 900;font-display:swap}}\n" : "";
}
