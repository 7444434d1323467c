using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
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
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<PortalAddress>();
        services.AddStorage(configuration, baseFolder);
        services.AddTeam();
        services.AddCompliance();
        services.AddContacts();
        services.AddAudit();
        services.AddMessaging();
        services.AddConsent();
        services.AddIntegration();
        services.AddPreferences();
        services.AddImports();
        services.AddExports(configuration);
        services.AddPrivacyRequests();
        return services;
    }
}
