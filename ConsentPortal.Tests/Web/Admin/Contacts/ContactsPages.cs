using Bunit;
using Bunit.TestDoubles;
using ConsentPortal.Core;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace ConsentPortal.Tests.Web.Admin.Contacts;

/// <summary>Components about people, rendered on the verbs and the database of a real Core.</summary>
internal sealed class ContactsPages : IAsyncDisposable
{
    private ContactsPages(TestPortal portal, BunitContext page)
    {
        Portal = portal;
        Page = page;
    }

    public TestPortal Portal { get; }

    public BunitContext Page { get; }

    /// <summary>Signed in as a sales representative unless said otherwise.</summary>
    public static async Task<ContactsPages> OpenAsync(Role role = Role.SalesRepresentative, bool ownContactsOnly = false)
    {
        var portal = await TestPortal.StartAsync();
        BunitContext page = new();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.SetRendererInfo(new("Server", isInteractive: true));
        page.Services.AddLocalization();
        page.Services.AddRadzenComponents();
        page.Services.AddScoped<Toasts>();
        page.Services.AddScoped<LocalTime>();
        page.Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        page.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        page.Services.AddSingleton<PublicUrl>();
        page.Services.AddSingleton<TimeProvider>(portal.Clock);
        page.Services.AddScoped<CurrentActor>();
        page.Services.AddFallbackServiceProvider(portal.Services);
        var member = await MemberAsync(portal, role, ownContactsOnly);
        var auth = page.AddAuthorization();
        auth.SetAuthorized(member.DisplayName);
        auth.SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, member.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new System.Security.Claims.Claim("AspNet.Identity.SecurityStamp", member.SecurityStamp!));
        auth.SetPolicies([.. Enum.GetValues<Permission>().Where(p => p != Permission.None && member.Permissions.HasFlag(p)).Select(p => p.ToString())]);
        return new(portal, page);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        await Portal.DisposeAsync();
    }

    private static async Task<TeamMember> MemberAsync(TestPortal portal, Role role, bool own)
    {
        TeamMember member = new()
        {
            Id = 2, UserName = "rep@example.com", Email = "rep@example.com", DisplayName = "Rolf Rep", Role = role, OwnContactsOnly = own, SecurityStamp = "stamp", CreatedAt = portal.Clock.GetUtcNow(),
        };
        await using var db = portal.NewDb();
        db.Add(member);
        db.Announce(new Added(), Actor.System);
        await db.SaveChangesAsync();
        return member;
    }

    private sealed record Added() : PortalEvent("member.added", "member", "2");
}
