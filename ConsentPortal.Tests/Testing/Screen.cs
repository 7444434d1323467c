using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web;
using ConsentPortal.Web.Branding;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace ConsentPortal.Tests.Testing;

/// <summary>Components of the staff's pages on a test portal's real verbs and database, seen by a signed-in member.</summary>
public sealed class Screen : BunitContext
{
    private Screen(TestPortal portal, TeamMember member)
    {
        Services.AddFallbackServiceProvider(portal.Services);
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddRadzenComponents();
        Services.AddScoped<Toasts>();
        Services.AddScoped<LocalTime>();
        Services.AddSingleton<TimeProvider>(portal.Clock);
        Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<PublicUrl>();
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Integration.Applications.ReadStandings>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Integration.Webhooks.WebhookVerbs>(portal.Services));
        Services.AddScoped<ConsentPortal.Web.Admin.Integration.KeyDesk>(at => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Integration.KeyDesk>(at, portal.Get<ConsentPortal.Core.Integration.RevokeApiKey>()));
        Services.AddScoped<ConsentPortal.Web.Admin.Integration.Webhooks.WebhookDesk>();
        Services.AddSingleton<ConsentPortal.Web.Admin.Compliance.EffectDownloads>();
        Services.AddSingleton<ConsentPortal.Web.Admin.Exports.ExportDownloads>();
        Services.AddScoped(s => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Exports.ExportVisitor>(portal.Services, s.GetRequiredService<CurrentActor>(), s.GetRequiredService<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider>()));
        Services.AddScoped(s => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Exports.ExportDesk>(portal.Services, s.GetRequiredService<ConsentPortal.Web.Admin.Exports.ExportDownloads>(), s.GetRequiredService<ConsentPortal.Web.Admin.Exports.ExportVisitor>()));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Consents.ListOpening>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.Consents.ViewDesk>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.ErasureDesk>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RequestQueueDesk>(portal.Services));
        Services.AddSingleton<ConsentPortal.Web.Admin.PrivacyRequests.RequestDownloads>();
        Services.AddScoped(s => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RegisterDesk>(portal.Services, s.GetRequiredService<ConsentPortal.Web.Admin.PrivacyRequests.RequestDownloads>(), s.GetRequiredService<ConsentPortal.Web.Admin.Exports.ExportVisitor>()));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RequestDesk>(portal.Services, ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RequestClockDesk>(portal.Services), ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RequestEndDesk>(portal.Services)));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.OfficerDesk>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.RequestEndDesk>(portal.Services));
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.PackageDesk>(portal.Services, ActivatorUtilities.CreateInstance<ConsentPortal.Web.Admin.PrivacyRequests.PackageLook>(portal.Services)));
        Services.AddSingleton(portal.Get<ConsentPortal.Core.Compliance.Rulebooks>());
        Services.AddBranding(new ConfigurationBuilder().Build());
        Services.AddSingleton(portal.Get<ReadMember>());
        Services.AddSingleton(portal.Get<LiveSessions>());
        Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ConsentPortal.Web.Layouts.PaletteSearch>(portal.Services, ActivatorUtilities.CreateInstance<ConsentPortal.Web.Layouts.PaletteRecords>(portal.Services)));
        Services.AddScoped<CurrentActor>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var user = this.AddAuthorization();
        user.SetAuthorized(member.DisplayName);
        user.SetClaims(new Claim(ClaimTypes.NameIdentifier, member.Id.ToString(CultureInfo.InvariantCulture)), new Claim(new ClaimsIdentityOptions().SecurityStampClaimType, member.SecurityStamp!), new Claim("session", member.Id.ToString(CultureInfo.InvariantCulture)));
        user.SetPolicies([.. Enum.GetValues<Permission>().Where(p => p is not (Permission.None or Permission.All) && member.Permissions.HasFlag(p)).Select(p => p.ToString())]);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        MemberId = member.Id;
    }

    /// <summary>Who looks at it.</summary>
    public long MemberId { get; }

    /// <summary>Signs a new member of this role in; the flags narrow a sales representative and widen an analyst.</summary>
    public static async Task<Screen> OfAsync(TestPortal portal, Role role = Role.Administrator, bool ownContactsOnly = false, string? name = null)
    {
        var id = portal.Get<IdSource>().Next();
        TeamMember member = new()
        {
            Id = id, UserName = $"{id}@example.com", NormalizedUserName = $"{id}@EXAMPLE.COM", Email = $"{id}@example.com", DisplayName = name ?? $"{role}", Role = role,
            OwnContactsOnly = ownContactsOnly, MayImport = true, MaySegment = true, SecurityStamp = "stamp", CreatedAt = portal.Clock.Now(),
        };
        await using var db = portal.NewDb();
        db.Add(member);
        db.Add(new MemberSession { Id = new(id), MemberId = id, SignedInAt = portal.Clock.Now(), LastSeenAt = portal.Clock.Now().AddYears(100) }); // however the clock is moved
        db.Announce(new Added(id), Actor.System);
        await db.SaveChangesAsync();
        return new(portal, member);
    }

    private sealed record Added(long Id) : PortalEvent("member.invited", "member", Id.ToString(CultureInfo.InvariantCulture));
}
