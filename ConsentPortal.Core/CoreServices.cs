using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentPortal.Core;

/// <summary>The whole house, one line a room.</summary>
public static class CoreServices
{
    public static IServiceCollection AddConsentPortalCore(this IServiceCollection services, IConfiguration configuration, string baseFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IdSource>();
        services.AddSingleton<KeyRings>();
        return services.AddStorage(configuration, baseFolder).AddTeam().AddCompliance().AddContacts().AddConsent();
    }
}
