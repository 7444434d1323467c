using System.Globalization;
using System.Resources;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>The sentences of the portal's own mails (<c>MailTexts.resx</c> and one file for each shipped language), in the language of the reader, not
/// of the thread that writes them.</summary>
public static class MailTexts
{
    private static readonly ResourceManager Texts = new(typeof(MailTexts));

    /// <summary>The languages in which the portal writes, by code, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. ReaderLanguage.All.Select(l => l.Code)];

    /// <summary>The text in this language (BCP 47), else in English.</summary>
    public static string In(string language, string name, params object[] values)
    {
        var culture = Culture(language);
        var text = Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"MailTexts has no '{name}'.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>The language in which somebody who reads this one (<c>de-AT</c>) is written to; English where none fits.</summary>
    public static string Code(string? language) => ReaderLanguage.Find(language)?.Code ?? Languages[0];

    /// <summary>For dates in a mail; British English where the language is not known.</summary>
    public static CultureInfo Culture(string language) => ReaderLanguage.CultureOf(language);

    /// <summary>The day as the language writes it out: 29 November 2026, 29. November 2026.</summary>
    public static string Day(string language, DateTimeOffset instant)
    {
        var culture = Culture(language);
        return instant.ToString(culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '،'), culture);
    }
}
