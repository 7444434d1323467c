using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Consent;

namespace ConsentPortal.Web.Api;

/// <summary>Deciding and recording (api.md): every path with the scope it needs.</summary>
internal static class ConsentEndpoints
{
    public static IServiceCollection AddConsentEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<LinkMaker>();
        services.AddSingleton<CheckCalls>();
        services.AddSingleton<CheckEndpoint>();
        return services;
    }

    public static void MapConsent(this IEndpointRouteBuilder api)
    {
        var keys = api.ServiceProvider.GetRequiredService<ApiKeyAuthentication>();
        var check = api.ServiceProvider.GetRequiredService<CheckEndpoint>();
        api.MapPost("/consent/check", keys.Guard(Permission.CheckConsent, check.HandleAsync));
    }
}
