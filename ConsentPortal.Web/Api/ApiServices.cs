using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api;

internal static class ApiServices
{
    public const string Prefix = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails().AddRateLimiter(_ => { });
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<ApiKeyAuthentication>();
        services.AddSingleton<ApiCalls>();
        services.AddConsentEndpoints();
        services.AddHostedService<KeyUseWorker>();
        return services;
    }

    /// <summary>The API's own short pipeline: no cookies, no languages, no antiforgery, no pages.</summary>
    public static void UseApi(this WebApplication app) => app.MapWhen(context => context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal), branch =>
    {
        branch.UseApiErrors();
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapGroup(Prefix).MapRooms());
    });

    /// <summary>What belongs to the API and is no call: its description.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        _ = app;
    }

    private static void MapRooms(this IEndpointRouteBuilder api)
    {
        api.MapConsent();
    }
}

internal static class ApiLimits
{
    public const long BodyMax = 10 * 1024 * 1024;

    /// <summary>A body over the limit is read to its end and thrown away up to here, so that the sender hears why it was refused.</summary>
    public const long DrainMax = 10 * BodyMax;
    public const string TooLarge = "A body has at most 10 MB. Send several calls, or stream through /api/v1/audience/filter.";
}
