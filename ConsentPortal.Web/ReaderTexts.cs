using System.Resources;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Public;

namespace ConsentPortal.Web;

/// <summary>The sentences of the public pages in a language that staff pick, whatever language they read themselves.</summary>
public static class ReaderTexts
{
    private static readonly ResourceManager Texts = new(typeof(PublicTexts));

    /// <summary>The text of this key (the English text) in this language (BCP 47), else in English.</summary>
    public static string In(string language, string key, params object[] values)
    {
        var culture = Languages.CultureOf(language);
        var text = Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"PublicTexts has no '{key}'.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>A channel as readers call it.</summary>
    public static string Channel(string language, Channel channel) => In(language, ChannelNames.Of(channel));
}
