using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

internal static class PackageServices
{
    public static IServiceCollection AddPackages(this IServiceCollection services)
    {
        services.AddSingleton(sp => PackageSettings.Read(sp.GetRequiredService<IConfiguration>()));
        services.AddSingleton<PackageFiles>();
        services.AddSingleton<PackPackage>();
        services.AddSingleton<PackageSubjects>();
        services.AddSingleton<RunPackage>();
        services.AddSingleton<BuildPackage>();
        services.AddSingleton<DiscardPackage>();
        services.AddSingleton<OfferPackageAgain>();
        services.AddSingleton<ReleasePackage>();
        services.AddSingleton<RedactPackage>();
        services.AddSingleton<RestoreInPackage>();
        services.AddSingleton<ReadPackage>();
        services.AddSingleton<ReadPackageRows>();
        services.AddSingleton<FetchPackage>();
        services.AddSingleton<ReadOffer>();
        services.AddSingleton<PackageUpkeep>();
        services.AddHostedService<PackageWorker>();
        return services;
    }
}
