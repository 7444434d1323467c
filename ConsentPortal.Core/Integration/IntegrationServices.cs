using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Integration;

internal static class IntegrationServices
{
    public static IServiceCollection AddIntegration(this IServiceCollection services)
    {
        services.AddSingleton<KeyUse>();
        services.AddSingleton<ApiKeyVerifier>();
        services.AddSingleton<IssueApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<FindApiKeys>();
        services.AddSingleton<SetProfileApplications>();
        services.AddSingleton<FindProfileApplications>();
        services.AddSingleton<NoteKeyUse>();
        services.AddSingleton<UnknownCodes>();
        services.AddSingleton<NoteUnknownCodes>();
        services.AddSingleton<FindUnknownCodes>();
        services.AddSingleton<IdempotentAnswers>();
        services.AddSingleton<CheckReadiness>();
        return services;
    }
}
