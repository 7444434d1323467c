using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Preferences;

internal static class PreferencesServices
{
    public static IServiceCollection AddPreferences(this IServiceCollection services)
    {
        services.AddSingleton<UnsubscribeInOneClick>();
        return services;
    }
}
