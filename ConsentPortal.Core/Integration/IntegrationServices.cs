using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Integration;

internal static class IntegrationServices
{
    public static IServiceCollection AddIntegration(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, IntegrationHoldings>();
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
        services.AddSingleton<IErasesPersonalData, IntegrationErasure>();
        return services.AddApplications();
    }

    private static IServiceCollection AddApplications(this IServiceCollection services)
    {
        services.AddSingleton<AddApplication>();
        services.AddSingleton<RenameApplication>();
        services.AddSingleton<MarkAgent>();
        services.AddSingleton<SetCallbackHosts>();
        services.AddSingleton<RetireApplication>();
        services.AddSingleton<SetApplicationProfiles>();
        services.AddSingleton<FindApplications>();
        services.AddSingleton<ReadApplication>();
        services.AddSingleton<EditApiKey>();
        services.AddSingleton<ReadOwnKey>();
        services.AddSingleton<RequestLimit>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton<NoteCalls>();
        services.AddSingleton<ReadTraffic>();
        services.AddSingleton<CheckReadiness>();
        return services.AddWebhooks();
    }

    private static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookSettings>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<AddWebhook>();
        services.AddSingleton<EditWebhook>();
        services.AddSingleton<RemoveWebhook>();
        services.AddSingleton<SwitchWebhook>();
        services.AddSingleton<RotateWebhookSecret>();
        services.AddSingleton<BackfillWebhook>();
        services.AddSingleton<ReplayDeliveries>();
        services.AddSingleton<FindWebhooks>();
        services.AddSingleton<ReadWebhook>();
        services.AddSingleton<FindDeliveries>();
        services.AddSingleton<ReadDelivery>();
        services.AddSingleton<FindOptOutLag>();
        services.AddSingleton<WebhookCalls>();
        services.AddSingleton<SendTestEvent>();
        services.AddSingleton<WebhookTurns>();
        services.AddSingleton<WebhookAlerts>();
        services.AddSingleton<LaneReader>();
        services.AddSingleton<LaneSender>();
        services.AddSingleton<LaneKeeper>();
        services.AddSingleton<LaneRunner>();
        services.AddSingleton<LaneParts>();
        services.AddSingleton<DeliverWebhooks>();
        services.AddSingleton<TidyDeliveries>();
        services.AddSingleton<IRetains, DeliveryRetention>();
        services.AddHostedService<WebhookWorker>();
        services.AddHostedService<TidyWorker>();
        services.AddHostedService<LagGauge>();
        return services;
    }
}
