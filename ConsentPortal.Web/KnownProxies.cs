using System.Net;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.HttpOverrides;

namespace ConsentPortal.Web;

internal static class KnownProxies
{
    /// <summary>Believes <c>X-Forwarded-*</c> only from the proxies the owner names: the address of a request is evidence.</summary>
    public static IServiceCollection AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<PublicUrl>();
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in configuration.GetSection("ConsentPortal:KnownProxies").GetChildren().Select(c => c.Value).OfType<string>())
            {
                if (System.Net.IPNetwork.TryParse(proxy, out var network))
                {
                    options.KnownIPNetworks.Add(network);
                }
                else
                {
                    options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address) ? address : throw new SettingException($"ConsentPortal:KnownProxies: '{proxy}' is no address and no network such as 10.0.0.0/8."));
                }
            }

            var any = options.KnownProxies.Count > 0 || options.KnownIPNetworks.Count > 0;
            options.ForwardedHeaders = any ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost : ForwardedHeaders.None;
        });
    }

    /// <summary>Where people come by https, every request counts as such, whatever the last stretch behind the proxy is: cookies and redirects
    /// are made for the browser, not for that stretch.</summary>
    public static IApplicationBuilder UsePublicScheme(this WebApplication app) => !PublicUrl.IsHttps(app.Configuration) ? app : app.Use((context, next) =>
    {
        context.Request.Scheme = Uri.UriSchemeHttps;
        return next(context);
    });
}
