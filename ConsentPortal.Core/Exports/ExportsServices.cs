using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Exports;

internal static class ExportsServices
{
    public static IServiceCollection AddExports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IHoldsPersonalData, ExportsHoldings>();
        services.AddSingleton<IRetains, ExportRetention>();
        services.AddSingleton(ExportSettings.Read(configuration));
        services.AddSingleton<ExportReads>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<TakeExport>();
        services.AddSingleton<CountExport>();
        services.AddSingleton<StartExport>();
        services.AddSingleton<CancelExport>();
        services.AddSingleton<RetryExport>();
        services.AddSingleton<LinkExport>();
        services.AddSingleton<FetchExport>();
        services.AddSingleton<FindExports>();
        services.AddSingleton<RunExport>();
        services.AddSingleton<ExportUpkeep>();
        services.AddSingleton<IErasesPersonalData, ExportsErasure>();
        services.AddHostedService<ExportWorker>();
        return services;
    }
}
