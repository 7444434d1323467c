using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Contacts;

namespace ConsentPortal.Web.Api;

/// <summary>People, as other systems state them (api.md).</summary>
internal static class ContactsEndpoints
{
    public static IServiceCollection AddContactsEndpoints(this IServiceCollection services) => services.AddSingleton<PutContactEndpoint>();

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        api.MapPut("/contacts/{externalId}", services.GetRequiredService<ApiCalls>().Write(Permission.EditContacts, services.GetRequiredService<PutContactEndpoint>().RunAsync));
    }
}
