using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Contacts;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>People, as other systems state them (api.md).</summary>
internal static class ContactsEndpoints
{
    public static IServiceCollection AddContactsEndpoints(this IServiceCollection services) => services.AddSingleton<PutContactEndpoint>();

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        api.MapPut("/contacts/{externalId}", services.GetRequiredService<ApiCalls>().Write(Permission.EditContacts, services.GetRequiredService<PutContactEndpoint>().RunAsync))
            .WithMetadata(new ApiParameter("externalId", "Your own id of the person, percent-encoded; 1 to 100 characters.", Required: true, InPath: true))
            .Describe<ContactRequest, ContactAnswer>(Examples.PutContact, "People", "State a person", "Makes the person (201) or changes them (200). It says nothing about consent, which hangs on the addresses.");
    }
}
