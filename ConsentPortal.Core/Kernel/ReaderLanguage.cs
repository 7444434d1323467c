using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>A language in which people are written to and public pages are shown: its BCP 47 code, the culture whose dates and numbers go
/// with it, its own name, and whether it runs from right to left.</summary>
public sealed record ReaderLanguage(string Code, string Culture, string Name, bool RightToLeft = false)
{
    /// <summary>All that ship, English first: it is what the others fall back to. Plain <c>en</c> would give American dates; the Arabic of the
    /// Emirates counts by the Gregorian calendar.</summary>
    public static IReadOnlyList<ReaderLanguage> All { get; } =
    [
        new("en", "en-GB", "English"), new("de", "de-DE", "Deutsch"), new("fr", "fr-FR", "Français"), new("es", "es-ES", "Español"), new("it", "it-IT", "Italiano"),
        new("nl", "nl-NL", "Nederlands"), new("pl", "pl-PL", "Polski"), new("pt", "pt-PT", "Português"), new("ar", "ar-AE", "العربية", RightToLeft: true),
    ];

    /// <summary>The one that fits best: <c>de-AT</c> is German. Null when none does.</summary>
    public static ReaderLanguage? Find(string? language)
        => language is null ? null : All.FirstOrDefault(l => language.Split('-', '_')[0].Equals(l.Code, StringComparison.OrdinalIgnoreCase));

    /// <summary>A number with a dash in it, such as that of a request: between Arabic words its two halves would change places without the mark.</summary>
    public static string KeepOrder(string? language, string number) => Find(language) is { RightToLeft: true } ? $"\u200E{number}" : number;

    /// <summary>For dates in this language (BCP 47); English where it does not ship.</summary>
    public static CultureInfo CultureOf(string? language) => CultureInfo.GetCultureInfo((Find(language) ?? All[0]).Culture);
}
