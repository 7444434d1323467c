using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Compliance;

internal static class ComplianceServices
{
    public static IServiceCollection AddCompliance(this IServiceCollection services)
    {
        services.AddSingleton<Rulebooks>();
        services.AddSingleton<DefaultRulebook>();
        services.AddSingleton<RulebookWriter>();
        services.AddSingleton<CreateProfile>();
        services.AddSingleton<AddTopic>();
        return services;
    }
}
