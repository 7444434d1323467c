using System.Globalization;
using System.Resources;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>The sentences of the portal's own mails (<c>MailTexts.resx</c> and one file for each shipped language), in the language of the reader, not
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
    public static CultureInfo Culture(string language) => ReaderLanguage.CultureOf(language);
}
