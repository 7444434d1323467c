using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Public;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Localization;

namespace ConsentPortal.Web;

/// <summary>The languages of pages: all of them for the public, English and German for the staff.</summary>
public static class Languages
{
    public static IReadOnlyList<ReaderLanguage> All => ReaderLanguage.All;

    /// <summary>What a member of the team can choose: those that the words of the staff's pages ship in.</summary>
    public static IReadOnlyList<ReaderLanguage> OfStaff { get; } = [.. All.Where(l => l.Code is "en" or "de")];

    /// <summary>The language of the staff page that is being drawn.</summary>
    public static string OfStaffPages => BestOfStaff(CultureInfo.CurrentUICulture.Name) ?? OfStaff[0].Code;

    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(l => l.Code)];

    public static CultureInfo CultureOf(string code) => ReaderLanguage.CultureOf(code);

    /// <summary>The value of <c>dir</c>.</summary>
    public static string Direction(string code) => ReaderLanguage.Find(code) is { RightToLeft: true } ? "rtl" : "ltr";

    /// <summary>The shipped language that fits best: <c>de-AT</c> is German. Null when none does.</summary>
    public static string? Best(string? language) => ReaderLanguage.Find(language)?.Code;

    /// <summary>The first language of the browser that a list has.</summary>
    public static string? OfBrowser(HttpRequest request, Func<string?, string?> best)
        => request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Where(l => l.Quality != 0).Select(l => best(l.Value.Value)).FirstOrDefault(l => l is not null);

    public static void Configure(RequestLocalizationOptions options)
    {
        var cultures = All.Select(l => new CultureInfo(l.Culture)).ToList();
        options.DefaultRequestCulture = new(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders = [new CustomRequestCultureProvider(http => Task.FromResult<ProviderCultureResult?>(new(CultureOf(Of(http)).Name)))];
    }

    /// <summary>A page for the public by its reader; else the member's own language, else the one asked for, else the browser's.</summary>
    public static string Of(HttpContext http)
        => SecurityHeaders.IsPublic(http.Request.Path) ? PublicLanguage.Of(http.Request).Code
            : BestOfStaff(http.User.Language()) ?? BestOfStaff(http.Request.Query["lang"]) ?? OfBrowser(http.Request, BestOfStaff) ?? OfStaff[0].Code;

    private static string? BestOfStaff(string? language) => Best(language) is { } code && OfStaff.Any(l => l.Code == code) ? code : null;
}
