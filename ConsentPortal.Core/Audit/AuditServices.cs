using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services;
}
