using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, AuditHoldings>();
        services.AddSingleton<IRetains, AuditRetention>();
        services.AddSingleton<FindAuditEntries>();
        services.AddSingleton<ReadHistory>();
        services.AddSingleton<FindVersions>();
        services.AddSingleton<CompareVersions>();
        services.AddSingleton<ReadAuditFilters>();
        services.AddSingleton<IErasesPersonalData, AuditErasure>();
        return services;
    }
}
