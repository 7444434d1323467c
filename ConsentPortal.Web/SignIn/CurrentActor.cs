using System.Globalization;
using System.Security.Claims;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Who is acting on this page, read anew for every act: a circuit may live for hours, a role may change in a minute.</summary>
public sealed class CurrentActor(AuthenticationStateProvider states, LiveSessions sessions, IOptions<IdentityOptions> options, NavigationManager nav)
{
    /// <summary>Somebody who is not, or no longer, signed in: may nothing.</summary>
    public static readonly Actor Nobody = new(ActorKind.Staff, null, "", Permission.None);

    /// <summary>For components. Somebody whose session ended is sent to the sign-in page, and comes back to this page from there.</summary>
    public async Task<Actor> GetAsync(CancellationToken ct = default)
    {
        var user = (await states.GetAuthenticationStateAsync()).User;
        var actor = await OfAsync(user, ct);
        if (ReferenceEquals(actor, Nobody) && user.Identity?.IsAuthenticated == true)
        {
            nav.NavigateTo(Urls.SignInFor(nav), forceLoad: true);
        }

        return actor;
    }

    /// <summary>For endpoints, which have the request's user. Somebody whose session was ended may nothing.</summary>
    public async Task<Actor> OfAsync(ClaimsPrincipal user, CancellationToken ct = default)
    {
        var member = await MemberAsync(user, ct);
        return member?.AsActor() ?? Nobody;
    }

    /// <summary>The member behind the session; null when it ended (ended by hand, disabled, or role or password changed since).</summary>
    public async Task<TeamMember?> MemberAsync(ClaimsPrincipal user, CancellationToken ct = default)
        => long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            ? await sessions.MemberOfAsync(user.Session(), id, user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType), seen: true, ct) : null;
}
