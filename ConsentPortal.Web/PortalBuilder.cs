using ConsentPortal.Core;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Demo;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.Admin;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Branding;
using ConsentPortal.Web.Public;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;

namespace ConsentPortal.Web;

/// <summary>Puts the portal together: services, then the order of the pipeline, one line a concern.</summary>
public static class PortalBuilder
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = HomeFolder.Of(args) });
        builder.WebHost.UseStaticWebAssets(); // else an unpublished build outside Development has no _content
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.Limits.MaxRequestBodySize, kestrel.AddServerHeader) = (ApiLimits.BodyMax, false));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None); // it writes the path of each request, and the path of a preference link is a key
        AddServices(builder.Services, builder.Configuration, builder.Environment);
        builder.Services.AddHostedService<SetupNote>();
        var started = false; // until then a failure is told in one line (StartTroubles), not by the host's traces
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => started && level >= LogLevel.Warning);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        UsePipeline(app);
        return app;
    }

    /// <summary>Brings the database to this version and takes a node number; before the host starts, because it reads its keys there.</summary>
    public static async Task UpgradeAsync(this IHost app)
    {
        await app.Services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
        await app.Services.GetRequiredService<NodeNumber>().TakeAsync(CancellationToken.None);
    }

    /// <summary>Gives a trial something to look at: in Development, in an empty database.</summary>
    public static async Task FillDemoAsync(this IHost app)
    {
        if (app.Services.GetRequiredService<DemoMode>().On)
        {
            await app.Services.GetRequiredService<FillDemo>().RunAsync(CancellationToken.None);
        }
    }

    /// <summary>Why the portal could not start, in one line; null for a bug.</summary>
    public static string? TroubleInWords(Exception error) => StartTroubles.InWords(error);

    public static void AddServices(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddConsentPortalCore(configuration, environment.ContentRootPath);
        services.AddLocalization();
        services.AddKnownProxies(configuration);
        services.AddSignIn(configuration);
        services.AddSingleton<SetupHints>();
        services.AddSingleton(new DemoMode(environment.IsDevelopment() && configuration.GetValue("ConsentPortal:DemoData", true)));
        services.AddBranding(configuration);
        services.AddPublicPages();
        services.AddApi();
        services.AddUi();
        services.AddAdmin();
        services.AddHostedService<MetricsExport>();
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseTraffic();
        app.UseForwardedHeaders();
        app.UsePublicScheme();
        app.UseSecurityHeaders(PublicUrl.IsHttps(app.Configuration));
        app.UseBrandHosts();
        app.UseApi(); // programs are answered here: nothing below is for them
        app.UseOpenDsr();
        app.UsePortalErrors();
        app.UseOneClick();
        app.UseNotFoundPage();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseRequestLocalization(Languages.Configure); // after it: a member has a language of their own
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapBranding();
        app.MapApi();
        app.MapPublic();
        app.MapSignIn();
        app.MapAdmin();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders says it, more strictly
    }
}
