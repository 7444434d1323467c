namespace ConsentPortal.Web.Api;

internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services.AddProblemDetails().AddRateLimiter(_ => { });

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        _ = app;
    }
}

internal static class ApiLimits
{
    public const long BodyMax = 10 * 1024 * 1024;
}
