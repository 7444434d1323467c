using System.Globalization;
using System.Security.Claims;
using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Radzen;

namespace ConsentPortal.Tests.Testing;

/// <summary>One staff page on a test portal's real verbs and database, seen by a signed-in member.</summary>
public sealed class Screen : BunitContext
{
    private Screen(TestPortal portal, ClaimsPrincipal user)
    {
        Services.AddFallbackServiceProvider(portal.Services);
        Services.AddLocalization();
        Services.AddRadzenComponents();
        Services.AddScoped<Toasts>();
        Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        Services.AddSingleton<PublicUrl>();
        Services.AddSingleton<AuthenticationStateProvider>(new Signed(user));
        Services.AddScoped<CurrentActor>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public static async Task<Screen> OfAsync(TestPortal portal, Role role = Role.Administrator)
    {
        var id = portal.Get<IdSource>().Next();
        TeamMember member = new() { Id = id, UserName = $"{id}@example.com", NormalizedUserName = $"{id}@EXAMPLE.COM", Email = $"{id}@example.com", DisplayName = $"{role}", Role = role, SecurityStamp = "stamp", CreatedAt = DateTimeOffset.UtcNow };
        await using var db = portal.NewDb();
        db.Add(member);
        db.Announce(new Added(id), Actor.System);
        await db.SaveChangesAsync();
        Claim[] claims = [new(ClaimTypes.NameIdentifier, id.ToString(CultureInfo.InvariantCulture)), new(portal.Get<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType, "stamp")];
        return new(portal, new(new ClaimsIdentity(claims, "test")));
    }

    private sealed class Signed(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }

    private sealed record Added(long Id) : PortalEvent("member.invited", "member", Id.ToString(CultureInfo.InvariantCulture));
}
