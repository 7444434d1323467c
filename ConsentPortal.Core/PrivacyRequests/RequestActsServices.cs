using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What is done about a request beside its case: stopping and restricting; and letting go what is over its time.</summary>
internal static class RequestActsServices
{
    public static IServiceCollection AddRequestActs(this IServiceCollection services)
    {
        services.AddSingleton<ObjectionBell>();
        services.AddSingleton<ObjectionDoor>();
        services.AddSingleton<ObjectionWriter>();
        services.AddSingleton<ApplyObjection>();
        services.AddSingleton<CarryOutObjections>();
        services.AddSingleton<ReadObjection>();
        services.AddHostedService<ObjectionWorker>();
        services.AddMailKind(RestrictionNotice.Mail);
        services.AddSingleton<RestrictionNotice>();
        services.AddSingleton<RestrictPerson>();
        services.AddSingleton<LiftRestriction>();
        services.AddSingleton<EndRestrictions>();
        services.AddSingleton<ReadRestriction>();
        services.AddHostedService<RestrictionWorker>();
        services.AddSingleton<UpdateWriter>();
        services.AddSingleton<ApplyUpdates>();
        services.AddSingleton<DecideUpdate>();
        services.AddSingleton<ReadUpdates>();
        services.AddSingleton<AnswerUpdates>();
        return services;
    }

    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RequestLeavings>();
        services.AddSingleton<IRetains, ClosedRequestRetention>();
        services.AddSingleton<IRetains, LooseSubmissionRetention>();
        services.AddSingleton<RetentionBook>();
        services.AddSingleton<RetentionTurns>();
        services.AddSingleton<RetentionLog>();
        services.AddSingleton<ReadRetention>();
        services.AddSingleton<SetRetention>();
        services.AddSingleton<RunRetention>();
        services.AddHostedService<RetentionWorker>();
        return services;
    }
}
