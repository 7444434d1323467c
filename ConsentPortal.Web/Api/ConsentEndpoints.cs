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
        services.AddSingleton<EventsEndpoint>();
        return services;
    }

    public static void MapConsent(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        var keys = services.GetRequiredService<ApiKeyAuthentication>();
        var calls = services.GetRequiredService<ApiCalls>();
        api.MapPost("/consent/check", keys.Guard(Permission.CheckConsent, services.GetRequiredService<CheckEndpoint>().HandleAsync));
        api.MapPost("/consent/events", calls.Write(Permission.RecordConsent, services.GetRequiredService<EventsEndpoint>().RunAsync));
    }
}
