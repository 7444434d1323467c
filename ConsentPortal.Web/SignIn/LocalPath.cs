using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Localization;

namespace ConsentPortal.Web.SignIn;

/// <summary>Where to go after signing in: only ever a page of this portal, whatever the address bar was made to say.</summary>
internal static class LocalPath
{
    /// <summary>The path when it is one of ours, else the start. Browsers read a backslash as a slash and drop tabs and line breaks.</summary>
    public static string Of(string? back)
        => back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) && Uri.TryCreate(back, UriKind.Relative, out _) ? back : Urls.Home;
}

internal static class MemberCookies
{
    /// <summary>Lets the portal speak the member's language from the next page on.</summary>
    public static void Remember(this HttpContext http, TeamMember member)
    {
        if (Languages.Best(member.Language) is { } code)
        {
            http.Response.Cookies.Append(Languages.CookieName, CookieRequestCultureProvider.MakeCookieValue(new(Languages.CultureOf(code))), new()
            {
                MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = http.Request.IsHttps,
            });
        }
    }
}
