using System.Globalization;
using System.Security.Claims;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Looks every few seconds whether the session of an open circuit still holds, and shows the sign-in page when it does not.
/// What it read also says whether the member chose another language or look meanwhile. While the portal stops, its services are taken down one
/// by one and circuits outlive them for a moment: then nothing is asked any more, and a look that breaks off is no failure.</summary>
internal sealed class MemberStateProvider(ILoggerFactory logs, LiveSessions sessions, OwnSettings settings, IOptions<IdentityOptions> options, IHostApplicationLifetime life) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    private bool Stopping => life.ApplicationStopping.IsCancellationRequested;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
        => LookAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> LookAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            return Stopping || await HoldsAsync(user, cancellationToken);
        }
        catch (Exception broken) when (Stopping && broken is not OperationCanceledException)
        {
            return true; // nobody acts by it: each act asks for itself
        }
    }

    private async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            || await sessions.MemberOfAsync(user.Session(), id, user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType), seen: false, cancellationToken) is not { } member)
        {
            return false;
        }

        settings.Look(member);
        return true;
    }
}
