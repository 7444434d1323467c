using System.Globalization;
using System.Resources;

namespace ConsentPortal.Core.Messaging;

/// <summary>The sentences of the portal's own mails (<c>MailTexts.resx</c>, <c>MailTexts.de.resx</c>), in the language of the reader, not
/// of the thread that writes them.</summary>
public static class MailTexts
{
    private static readonly ResourceManager Texts = new(typeof(MailTexts));

    /// <summary>The text in this language (BCP 47), else in English.</summary>
    public static string In(string language, string name, params object[] values)
    {
        var culture = Culture(language);
        var text = Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"MailTexts has no '{name}'.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>For dates in a mail; British English where the language is not known.</summary>
    public static CultureInfo Culture(string language)
        => language.Split('-', '_')[0].Equals("de", StringComparison.OrdinalIgnoreCase) ? CultureInfo.GetCultureInfo("de-DE") : CultureInfo.GetCultureInfo("en-GB");
}
