using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ConsentPortal.Web;

/// <summary>The languages that ship. Plain <c>en</c> would give American dates, so the cultures are en-GB and de-DE.</summary>
public static class Languages
{
    public const string CookieName = "language";

    public static IReadOnlyList<(string Code, string Culture, string Name)> All { get; } = [("en", "en-GB", "English"), ("de", "de-DE", "Deutsch")];

    /// <summary>The language of the words on the staff's pages: their texts ship in English, whatever language dates and mails follow.</summary>
    public const string OfStaffPages = "en";

    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(l => l.Code)];

    public static CultureInfo CultureOf(string code) => new(All.FirstOrDefault(l => l.Code == code, All[0]).Culture);

    /// <summary>The shipped language that fits best: <c>de-AT</c> is German. Null when none does.</summary>
    public static string? Best(string? language) => All.Select(l => l.Code).FirstOrDefault(c => language is not null && language.Split('-', '_')[0].Equals(c, StringComparison.OrdinalIgnoreCase));

    public static void Configure(RequestLocalizationOptions options)
    {
        var cultures = All.Select(l => new CultureInfo(l.Culture)).ToList();
        options.DefaultRequestCulture = new(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders =
        [
            new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new CookieRequestCultureProvider { CookieName = CookieName },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
        options.FallBackToParentCultures = true;
    }
}
