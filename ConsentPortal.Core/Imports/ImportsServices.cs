using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Imports;

internal static class ImportsServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services;
}
