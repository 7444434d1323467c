using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Contacts;

internal static class ContactsServices
{
    public static IServiceCollection AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<AddressHasher>();
        return services;
    }
}
