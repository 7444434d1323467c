using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Integration;

internal static class IntegrationServices
{
    public static IServiceCollection AddIntegration(this IServiceCollection services) => services;
}
