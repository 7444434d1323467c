using System.Security.Claims;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Asks the database with every request whether the session of the cookie still holds.</summary>
internal sealed class SessionValidator(IOptions<SecurityStampValidatorOptions> options, SignInManager<TeamMember> signIn, ILoggerFactory logs, CurrentActor current)
    : SecurityStampValidator<TeamMember>(options, signIn, logs)
{
    protected override async Task<TeamMember?> VerifySecurityStamp(ClaimsPrincipal? principal) => principal is null ? null : await current.MemberAsync(principal);

    /// <summary>Identity makes the principal anew with every request, and would forget which session it is.</summary>
    public static Task KeepSessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context is { CurrentPrincipal: { } old, NewPrincipal.Identity: ClaimsIdentity fresh } && old.FindFirst(SessionCookies.SessionClaim) is { } session)
        {
            fresh.AddClaim(new(session.Type, session.Value));
        }

        return Task.CompletedTask;
    }
}
