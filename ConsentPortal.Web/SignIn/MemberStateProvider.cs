using System.Globalization;
using System.Security.Claims;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Looks every few seconds whether the session of an open circuit still holds, and shows the sign-in page when it does not.
/// What it read also says whether the member chose another language or look meanwhile.</summary>
internal sealed class MemberStateProvider(ILoggerFactory logs, LiveSessions sessions, OwnSettings settings, IOptions<IdentityOptions> options) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (!long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            || await sessions.MemberOfAsync(user.Session(), id, user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType), seen: false, cancellationToken) is not { } member)
        {
            return false;
        }

        settings.Look(member);
        return true;
    }
}
