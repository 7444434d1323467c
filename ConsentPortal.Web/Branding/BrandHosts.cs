using System.Data.Common;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Branding;

/// <summary>The brand under whose own host something is asked for.</summary>
internal sealed record BrandAtHost(Brand Brand);

/// <summary>What is reached under a brand's own host: its public pages. Staff pages, sign-in and API are not there, so a brand's name can neither
/// be used to fish for passwords nor hold a staff cookie.</summary>
internal static class BrandHosts
{
    private static readonly PathString[] Open = ["/u", "/c", Urls.BrandRoot, "/preferences", "/subscribe", Urls.VerifyReceipt, "/.well-known", "/public.css"];

    public static IApplicationBuilder UseBrandHosts(this WebApplication app)
    {
        var (rulebooks, address) = (app.Services.GetRequiredService<Rulebooks>(), app.Services.GetRequiredService<PortalAddress>());
        return app.Use((context, next) => IsOwn(context, address) ? next(context) : AtAsync(context, next, rulebooks));
    }

    // the portal's own host never pays for a look at the brands
    private static bool IsOwn(HttpContext context, PortalAddress address) => context.Request.Host.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase);

    private static async Task AtAsync(HttpContext context, RequestDelegate next, Rulebooks rulebooks)
    {
        if (await BrandAsync(context, rulebooks) is not { } brand)
        {
            await next(context);
        }
        else if (Open.Any(open => context.Request.Path.StartsWithSegments(open, StringComparison.Ordinal)))
        {
            context.Features.Set(new BrandAtHost(brand));
            await next(context);
        }
        else if (context.Request.Path == "/" && brand.Website.Length > 0 && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(brand.Website);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async ValueTask<Brand?> BrandAsync(HttpContext context, Rulebooks rulebooks)
    {
        var host = context.Request.Host.Host;
        try
        {
            return (await rulebooks.RecentAsync(context.RequestAborted)).BrandAt(host);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or TimeoutException)
        {
            return rulebooks.Known?.BrandAt(host); // the database is away: what was known stands, and who asks is told below
        }
    }
}
