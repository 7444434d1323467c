namespace ConsentPortal.Web.Public;

internal static class PublicServices
{
    public static IServiceCollection AddPublicPages(this IServiceCollection services) => services;

    public static void MapPublic(this IEndpointRouteBuilder app)
    {
        _ = app;
    }
}
