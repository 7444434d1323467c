using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What an officer steers by, and what a regulator is shown.</summary>
internal static class RequestProofServices
{
    public static IServiceCollection AddRequestProof(this IServiceCollection services)
    {
        services.AddSingleton<AssignRequests>();
        services.AddSingleton<SentLetters>();
        services.AddSingleton<ReadRequestFigures>();
        services.AddSingleton<ReadRequestCalendar>();
        services.AddSingleton<ReadRequestPlace>();
        services.AddSingleton<ReadCaseFile>();
        services.AddSingleton<TakeCaseFile>();
        services.AddSingleton<ReadRegister>();
        services.AddSingleton<TakeRegister>();
        services.AddSingleton<ReadProcessingRecord>();
        services.AddSingleton<EditProcessingRecord>();
        return services;
    }
}
