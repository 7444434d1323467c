using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

internal static class PrivacyRequestsServices
{
    public static IServiceCollection AddPrivacyRequests(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, PrivacyRequestsHoldings>();
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
        services.AddSingleton<ListRequests>();
        services.AddSingleton<FindRequestWorkers>();
        services.AddSingleton<FindReturned>();
        services.AddSingleton<ReadRequest>();
        services.AddRequestPath();
        services.AddRequestActs();
        services.AddRetention();
        services.AddRequestProof();
        return services.AddErasure();
    }

    private static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<IErasesPersonalData, PrivacyRequestsErasure>();
        services.AddSingleton<PersonRecords>();
        services.AddSingleton<ErasureSubjects>();
        services.AddSingleton<ErasurePlans>();
        services.AddSingleton<PlanErasure>();
        services.AddSingleton<ProposeErasure>();
        services.AddSingleton<ApproveErasure>();
        services.AddSingleton<ReadErasure>();
        services.AddSingleton<SuppressErased>();
        services.AddSingleton<AnswerErased>();
        services.AddSingleton<TellOfErasure>();
        services.AddSingleton<CertifyErasure>();
        services.AddSingleton<ErasureSteps>();
        services.AddSingleton<RunErasure>();
        services.AddSingleton<AcknowledgeErasure>();
        services.AddSingleton<ReplayErasures>();
        services.AddHostedService<ErasureWorker>();
        services.AddDsr();
        services.AddSingleton<RequestFiles>();
        services.AddSingleton<AttachRequestFile>();
        services.AddSingleton<ReadRequestFile>();
        services.AddSingleton<FindRequestFiles>();
        services.AddSingleton<PrivacyIntakes>();
        services.AddSingleton<ReadPrivacyIntake>();
        services.AddSingleton<SetPrivacyIntake>();
        services.AddSingleton<ReadPrivacyPage>();
        services.AddSingleton<SubmitRequest>();
        services.AddPackages();
        return services;
    }
}
