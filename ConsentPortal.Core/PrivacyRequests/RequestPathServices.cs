using ConsentPortal.Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The way of a request by mail: codes, the page of a case, answers.</summary>
internal static class RequestPathServices
{
    public static IServiceCollection AddRequestPath(this IServiceCollection services)
    {
        services.AddSingleton<RequestLinks>();
        services.AddSingleton<RequestLetters>();
        services.AddSingleton<RequestSignal>();
        services.AddSingleton<SendRequestCode>();
        services.AddSingleton<CheckRequestCode>();
        services.AddSingleton<AnswerRequest>();
        services.AddSingleton<BeginRequest>();
        services.AddSingleton<AwaitIdentity>();
        services.AddSingleton<GiveRequest>();
        services.AddSingleton<RemindOfficers>();
        services.AddSingleton<RequestMinders>();
        services.AddSingleton<KeepRequests>();
        services.AddSingleton<WithdrawOwnRequest>();
        services.AddSingleton<ReadOwnRequest>();
        services.AddSingleton<SetRequestOfficers>();
        services.AddSingleton<SetAbsence>();
        services.AddSingleton<SetIdentityTerm>();
        services.AddSingleton<ReadRequestOfficers>();
        services.AddHostedService<RequestPathWorker>();
        foreach (var kind in RequestMailKinds.All.Concat(RemindOfficers.Mails.Values))
        {
            services.AddMailKind(kind);
        }

        return services;
    }
}
