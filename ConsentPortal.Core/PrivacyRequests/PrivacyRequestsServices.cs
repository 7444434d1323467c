using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

internal static class PrivacyRequestsServices
{
    public static IServiceCollection AddPrivacyRequests(this IServiceCollection services)
    {
        services.AddSingleton<RequestCases>();
        services.AddSingleton<OpenRequest>();
        services.AddSingleton<MoveRequest>();
        services.AddSingleton<CloseRequest>();
        services.AddSingleton<AssignRequest>();
        services.AddSingleton<LinkRequest>();
        services.AddSingleton<CommentOnRequest>();
        services.AddSingleton<ExtendDeadline>();
        services.AddSingleton<PauseClock>();
        services.AddSingleton<ResumeClock>();
        services.AddSingleton<HoldRequest>();
        services.AddSingleton<SetRequestPlace>();
        services.AddSingleton<FindRequests>();
        services.AddSingleton<FindRequestWorkers>();
        services.AddSingleton<ReadRequest>();
        return services;
    }
}
