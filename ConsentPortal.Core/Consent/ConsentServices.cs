using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Consent;

internal static class ConsentServices
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddSingleton<ConsentDecider>();
        services.AddSingleton<ConsentLedger>();
        services.AddSingleton<ProposalReader>();
        services.AddSingleton<PreferenceLinks>();
        services.AddSingleton<CheckConsent>();
        services.AddTransient<FilterAudience>();
        services.AddSingleton<RecordConsent>();
        services.AddSingleton<IssueLinks>();
        return services;
    }
}
