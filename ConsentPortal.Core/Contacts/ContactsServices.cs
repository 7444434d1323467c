using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Contacts;

internal static class ContactsServices
{
    public static IServiceCollection AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, ContactsHoldings>();
        services.AddSingleton<AddressHasher>();
        services.AddSingleton<ContactPoints>();
        services.AddSingleton<AddContact>();
        services.AddSingleton<EditContact>();
        services.AddSingleton<UpsertContact>();
        services.AddSingleton<LinkContactPoint>();
        services.AddSingleton<UnlinkContactPoint>();
        services.AddSingleton<AddAccount>();
        services.AddSingleton<EditAccount>();
        services.AddSingleton<FindContacts>();
        services.AddSingleton<FindContactPoints>();
        services.AddSingleton<ReadContact>();
        services.AddSingleton<FindAccounts>();
        services.AddSingleton<ReadAccount>();
        services.AddSingleton<ListAccounts>();
        services.AddSingleton<FindDuplicates>();
        services.AddSingleton<FindOwners>();
        services.AddSingleton<AddContactField>();
        services.AddSingleton<EditContactField>();
        services.AddSingleton<RetireContactField>();
        services.AddSingleton<MoveContactField>();
        services.AddSingleton<FindContactFields>();
        services.AddSingleton<IErasesPersonalData, ContactsErasure>();
        services.AddSingleton<ReadSensitiveField>();
        services.AddSingleton<SetContactFields>();
        return services;
    }
}
