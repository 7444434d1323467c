using System.Resources;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The sentences of a package (<c>PackageTexts.resx</c> and one file for each shipped language), in the language of the person.</summary>
public static class PackageTexts
{
    private static readonly ResourceManager Texts = new(typeof(PackageTexts));

    /// <summary>The text in this language (BCP 47), else in English.</summary>
    public static string In(string language, string name, params object[] values)
    {
        var culture = ReaderLanguage.CultureOf(language);
        var text = Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"PackageTexts has no '{name}'.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>The shipped language that fits best.</summary>
    internal static string Code(string? language) => (ReaderLanguage.Find(language) ?? ReaderLanguage.All[0]).Code;
}
