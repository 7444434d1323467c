using System.Globalization;
using System.Security.Claims;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

/// <summary>Somebody whose password was right a moment ago, and what they still have to do.</summary>
internal sealed record FirstStep(TeamMember Member, NextStep Next);

/// <summary>Writes the cookies of the door: the session's, which names its row in the database, and the one that carries a right password
/// over to the second step, which opens nothing else.</summary>
internal sealed class SessionCookies(SignInManager<TeamMember> signIn, OpenSession open, ReadMember members)
{
    /// <summary>The claim that names the session.</summary>
    public const string SessionClaim = "session";

    /// <summary>A scheme of its own: Identity's cookie for second steps also carries the challenge of a passkey, which proves nothing yet.</summary>
    public const string FirstStepScheme = "first-step";
    public static readonly TimeSpan FirstStepLife = TimeSpan.FromMinutes(10);
    private const string StampClaim = "stamp", NextClaim = "next";

    /// <summary>False when the member was changed since the steps were judged.</summary>
    public async Task<bool> OpenAsync(HttpContext http, TeamMember member, SignInWay way)
    {
        var session = await open.RunAsync(new(member.Id, member.SecurityStamp!, way, http.Visit()), CurrentActor.Nobody, http.RequestAborted);
        if (session.Ok)
        {
            await http.SignOutAsync(FirstStepScheme);
            await WriteAsync(member, session.Value);
        }

        return session.Ok;
    }

    /// <summary>The same session with the member's new name, rights or stamp.</summary>
    public async Task RefreshAsync(HttpContext http, TeamMember member) => await WriteAsync(member, http.User.Session());

    public static Task RememberFirstStepAsync(HttpContext http, TeamMember member, NextStep next)
        => http.SignInAsync(FirstStepScheme, new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, member.Id.ToString(CultureInfo.InvariantCulture)), new(StampClaim, member.SecurityStamp!), new(NextClaim, next.ToString())], FirstStepScheme)),
            new() { IsPersistent = false });

    /// <summary>Null when nobody's password was judged here lately, or their account changed since.</summary>
    public async Task<FirstStep?> FirstStepAsync(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(FirstStepScheme);
        return ticket.Principal is { } said && long.TryParse(said.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) && Enum.TryParse<NextStep>(said.FindFirstValue(NextClaim), out var next)
            && await members.RunAsync(id, http.RequestAborted) is { Disabled: false } member && member.SecurityStamp == said.FindFirstValue(StampClaim) ? new(member, next) : null;
    }

    private Task WriteAsync(TeamMember member, Id<MemberSession> session)
        => signIn.SignInWithClaimsAsync(member, new AuthenticationProperties { IsPersistent = false }, [new(SessionClaim, session.Value.ToString(CultureInfo.InvariantCulture))]);
}

internal static class SessionOfRequests
{
    /// <summary>The session that the cookie names; none for a cookie without.</summary>
    public static Id<MemberSession> Session(this ClaimsPrincipal user)
        => long.TryParse(user.FindFirstValue(SessionCookies.SessionClaim), CultureInfo.InvariantCulture, out var id) ? new(id) : default;

    /// <summary>From where the request comes.</summary>
    public static SignInVisit Visit(this HttpContext http)
    {
        var ip = http.Connection.RemoteIpAddress;
        return new((ip is { IsIPv4MappedToIPv6: true } ? ip.MapToIPv4() : ip)?.ToString(), http.Request.Headers.UserAgent.ToString());
    }
}
