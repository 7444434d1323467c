using System.Data.Common;
using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Branding;

/// <summary>The brand under whose own host something is asked for.</summary>
internal sealed record BrandAtHost(Brand Brand);

/// <summary>What is reached under a brand's own host, a retired brand's too: public pages. Staff pages, sign-in and API are not there, so a brand's name can neither be used to fish for passwords nor hold a staff cookie.</summary>
internal static class BrandHosts
{
    private static readonly PathString[] Open = ["/u", "/c", Urls.BrandRoot, "/preferences", "/subscribe", Urls.VerifyReceipt, "/.well-known", "/public.css"];

    public static IApplicationBuilder UseBrandHosts(this WebApplication app)
    {
        var (rulebooks, address) = (app.Services.GetRequiredService<Rulebooks>(), app.Services.GetRequiredService<PortalAddress>());
        return app.Use((context, next) => HostOf(context) is var host && IsOwn(host, address) ? next(context) : AtAsync(context, next, host, rulebooks));
    }

    // a name may close with the dot of the DNS root and is the same name
    private static string HostOf(HttpContext context) => context.Request.Host.Host.TrimEnd('.');

    // the portal's own host never pays for a look at the brands; no brand has a number or this machine for a name
    private static bool IsOwn(string host, PortalAddress address)
        => host.Equals(address.Host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static async Task AtAsync(HttpContext context, RequestDelegate next, string host, Rulebooks rulebooks)
    {
        if (await RulesAsync(context, rulebooks) is not { } rules)
        {
            context.Response.Headers.RetryAfter = "5";
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // whose host it is cannot be said yet
            return;
        }

        if (rules.BrandAt(host) is not { } brand)
        {
            await next(context); // another name of the portal, such as the one that systems use inside the house
        }
        else if (Open.Any(open => context.Request.Path.StartsWithSegments(open, StringComparison.Ordinal)))
        {
            if (brand.Active)
            {
                context.Features.Set(new BrandAtHost(brand));
            }

            await next(context);
        }
        else if (context.Request.Path == "/" && brand.Website is { Length: > 0 } website && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(website);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async ValueTask<Rulebook?> RulesAsync(HttpContext context, Rulebooks rulebooks)
    {
        try
        {
            return await rulebooks.RecentAsync(context.RequestAborted);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or TimeoutException)
        {
            return rulebooks.Known; // the database is away: what was known stands, and who asks is told below
        }
    }
}
