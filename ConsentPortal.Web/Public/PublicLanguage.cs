using System.Globalization;

namespace ConsentPortal.Web.Public;

/// <summary>Which language a public page speaks: the one the reader asked for, else the person's, else the browser's, else the profile's.</summary>
internal static class PublicLanguage
{
    public static (string Code, bool Asked) Of(HttpRequest request, string? person = null, string? profile = null)
    {
        if (Languages.Best(request.Query["lang"]) is { } asked)
        {
            return (asked, true);
        }

        return (Languages.Best(person) ?? Languages.OfBrowser(request, Languages.Best) ?? Languages.Best(profile) ?? Languages.Codes[0], false);
    }

    /// <summary>Lets what follows in this request speak it.</summary>
    public static void Speak(string language)
        => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(language);
}
