using System.Globalization;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Localization;

namespace ConsentPortal.Web;

/// <summary>The languages of pages: all of them for the public, those with Latin dates and numbers for staff pages, whose words are English.</summary>
public static class Languages
{
    public const string CookieName = "language";

    public static IReadOnlyList<ReaderLanguage> All => ReaderLanguage.All;

    /// <summary>What a member of the team can choose: it sets dates, numbers and mails.</summary>
    public static IReadOnlyList<ReaderLanguage> OfStaff { get; } = [.. All.Where(l => !l.RightToLeft)];

    /// <summary>The language of the words on the staff's pages: their texts ship in English, whatever language dates and mails follow.</summary>
    public const string OfStaffPages = "en";

    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(l => l.Code)];

    public static CultureInfo CultureOf(string code) => ReaderLanguage.CultureOf(code);

    /// <summary>The value of <c>dir</c>.</summary>
    public static string Direction(string code) => ReaderLanguage.Find(code) is { RightToLeft: true } ? "rtl" : "ltr";

    /// <summary>The shipped language that fits best: <c>de-AT</c> is German. Null when none does.</summary>
    public static string? Best(string? language) => ReaderLanguage.Find(language)?.Code;

    public static void Configure(RequestLocalizationOptions options)
    {
        var cultures = OfStaff.Select(l => new CultureInfo(l.Culture)).ToList();
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
