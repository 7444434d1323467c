using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Imports;

internal static class ImportsServices
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, ImportsHoldings>();
        services.AddSingleton<IRetains, RejectedRowRetention>();
        services.AddSingleton<IRetains, ImportFileRetention>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportTopics>();
        services.AddSingleton<ImportWorkshop>();
        services.AddSingleton<ImportPace>();
        services.AddSingleton<ImportLifecycle>();
        services.AddSingleton<UploadImport>();
        services.AddSingleton<MapImport>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<RunImport>();
        services.AddSingleton<DryRunFiles>();
        services.AddSingleton<DryRunImport>();
        services.AddSingleton<PersonWriter>();
        services.AddSingleton<RunPeopleImport>();
        services.AddSingleton<RunAnyImport>();
        services.AddSingleton<DryRunPeople>();
        services.AddSingleton<CancelImport>();
        services.AddSingleton<ResumeImport>();
        services.AddSingleton<DiscardImport>();
        services.AddSingleton<UndoImport>();
        services.AddSingleton<UndoWriter>();
        services.AddSingleton<UndoLifecycle>();
        services.AddSingleton<RunUndo>();
        services.AddSingleton<PreviewUndo>();
        services.AddSingleton<FindWaitingImport>();
        services.AddSingleton<FindImports>();
        services.AddSingleton<FindImportTargets>();
        services.AddSingleton<CountImports>();
        services.AddSingleton<ReadImportFigures>();
        services.AddSingleton<ReadImport>();
        services.AddSingleton<ReadRejected>();
        services.AddSingleton<IErasesPersonalData, ImportsErasure>();
        services.AddHostedService<ImportWorker>();
        return services;
    }
}
