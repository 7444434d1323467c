using System.Security.Claims;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>What a page needs before its first byte: the member's language and looks, from the session; before the sign-in the look that
/// was last seen in this browser.</summary>
internal static class MemberLooks
{
    public const string CookieName = "appearance";

    /// <summary>BCP 47; empty = as the browser asks.</summary>
    public static string Language(this ClaimsPrincipal user) => user.FindFirstValue(SignInServices.LanguageClaim) ?? "";

    public static (Theme Theme, Density Density) Looks(this ClaimsPrincipal user)
        => (Parse<Theme>(user.FindFirstValue(SignInServices.ThemeClaim)), Parse<Density>(user.FindFirstValue(SignInServices.DensityClaim)));

    public static (Theme Theme, Density Density) Looks(this HttpContext http)
        => http.User.Identity?.IsAuthenticated == true ? http.User.Looks() : (Parse<Theme>(http.Request.Cookies[CookieName]), Density.Comfortable);

    /// <summary>Lets the sign-in page of this browser look as the member has it.</summary>
    public static void Remember(this HttpContext http, TeamMember member)
        => http.Response.Cookies.Append(CookieName, Word.Of(member.Theme), new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });

    private static T Parse<T>(string? word) where T : struct, Enum => Word.TryParse<T>(word, out var value) ? value : default;
}
