using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Contacts;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>People and companies, as other systems state, read and edit them (api.md).</summary>
internal static class ContactsEndpoints
{
    private const string People = "People", Accounts = "Accounts";
    private const Permission Read = Permission.ReadContacts, Edit = Permission.EditContacts;

    private static readonly ApiParameter Name = new("externalId", "Your own id of the person, percent-encoded, 1 to 100 characters; or `id:` and our id. An id that was merged leads to the survivor.", Required: true, InPath: true, Example: "crm-17");

    public static IServiceCollection AddContactsEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<PutContactEndpoint>();
        services.AddSingleton<PersonPatch>();
        services.AddSingleton<PersonCalls>();
        services.AddSingleton<MergeCalls>();
        services.AddSingleton<AccountCalls>();
        return services;
    }

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        var calls = services.GetRequiredService<ApiCalls>();
        MapPeople(api, calls, services.GetRequiredService<PersonCalls>(), services.GetRequiredService<MergeCalls>());
        api.MapPut("/contacts/{externalId}", calls.Write(Edit, services.GetRequiredService<PutContactEndpoint>().RunAsync))
            .WithMetadata(new ApiParameter("externalId", "Your own id of the person, percent-encoded; 1 to 100 characters.", Required: true, InPath: true))
            .Describe<ContactRequest, ContactAnswer>(Examples.PutContact, People, "State a person", "Makes the person (201) or changes them (200). It says nothing about consent, which hangs on the addresses. `If-None-Match: *` only makes, `If-Match` with the tag of a read only changes that state (412 otherwise); both need a key that reads people.", 412);
        MapAccounts(api, calls, services.GetRequiredService<AccountCalls>());
    }

    private static void MapPeople(IEndpointRouteBuilder api, ApiCalls calls, PersonCalls people, MergeCalls merges)
    {
        api.MapRead("/contacts", calls.Get(Read, people.ListAsync))
            .WithMetadata(new ApiParameter("account", "Only people of this account, by its id."), new ApiParameter("kind", "lead or contact."), new ApiParameter("level", "Only people with this consent level, 0 to 5.", IsNumber: true),
                new ApiParameter("changedSince", "Only people who changed at or after this time (RFC 3339)."))
            .DescribeList<PersonAnswer>(PeopleExamples.List, People, "List people", "In the order in which they were added. Addresses never stand in a URL: search by address with `POST /contacts/query`.");
        api.MapPost("/contacts/query", calls.Read(Read, people.QueryAsync))
            .Describe<PersonQuestion, ApiList<PersonAnswer>>(PeopleExamples.Query, People, "Find people by address or name", "At most 100.");
        api.MapPost("/contacts/merge", calls.Write(Edit, merges.MergeAsync))
            .Describe<MergeRequest, MergeAnswer>(PeopleExamples.Merge, People, "Merge two people", "Nobody gains a permission by it: an opt-out of either counts, level and limits are the stricter of the two. Both ids go on answering.", 404);
        api.MapRead("/contact-fields", calls.Get(Read, people.FieldsAsync))
            .DescribeRead<ApiList<FieldAnswer>>(PeopleExamples.ListFields, People, "List the own fields", "The fields that this portal added to the record of a person, as far as the key may read or write them. Values stand under `fields` of a person, by code. A sensitive one is read with the scope `contacts:sensitive` only, and each read is written down.");
        var one = api.MapGroup("/contacts/{externalId}").WithMetadata(Name);
        one.MapRead("", calls.Get(Read, people.Person)).DescribeRead<PersonAnswer>(PeopleExamples.Read, People, "Read a person", "With the addresses in use.", 404);
        one.MapPatch("", calls.Edit(Edit, people.Person, people.EditAsync)).DescribeEdit<PersonEdit, PersonAnswer>(PeopleExamples.Edit, People, "Edit a person", "Addresses have calls of their own.");
        one.MapPost("/points", calls.Act(Edit, people.Person, people.LinkAsync))
            .DescribeAct<ContactAddress, PersonAnswer>(PeopleExamples.Link, People, "Give a person an address", "What was said about the address stays as it is.");
        one.MapDelete("/points/{point}", calls.Remove(Edit, people.Person, people.UnlinkAsync))
            .WithMetadata(new ApiParameter("point", "Id of the address.", Required: true, InPath: true, Example: "71010399211225100"))
            .DescribeRemove(PeopleExamples.Unlink, People, "Take an address from a person", "It keeps its consent and its history.");
        one.MapRead("/merges", calls.Get(Read, people.MergesAsync)).DescribeRead<ApiList<MergeItem>>(PeopleExamples.Merges, People, "List a person's merges", "Those that can be taken back, newest first.", 404);
        one.MapPost("/unmerge", calls.Write(Edit, merges.UnmergeAsync))
            .Describe<UnmergeRequest, MergeAnswer>(PeopleExamples.Unmerge, People, "Take a merge back", "Each record gets back what nobody changed since; what was said meanwhile stays with the address. `lost` names what does not come back.", 404);
    }

    private static void MapAccounts(IEndpointRouteBuilder api, ApiCalls calls, AccountCalls accounts)
    {
        api.MapRead("/accounts", calls.Get(Read, accounts.ListAsync)).WithMetadata(new ApiParameter("name", "Any part of name or city."))
            .DescribeList<AccountAnswer>(PeopleExamples.ListAccounts, Accounts, "List accounts", "Companies in the order in which they were added. They hold no consent.");
        api.MapPost("/accounts", calls.Write(Edit, accounts.CreateAsync)).Describe<AccountBody, AccountAnswer>(PeopleExamples.CreateAccount, Accounts, "Add an account", "`name` is required.");
        var one = api.MapGroup("/accounts/{account}").WithMetadata(new ApiParameter("account", "Id of the account.", Required: true, InPath: true, Example: "71010399211225102"));
        one.MapRead("", calls.Get(Read, accounts.Account)).DescribeRead<AccountAnswer>(PeopleExamples.ReadAccount, Accounts, "Read an account", "Name, place, website.", 404);
        one.MapPatch("", calls.Edit(Edit, accounts.Account, accounts.EditAsync)).DescribeEdit<AccountBody, AccountAnswer>(PeopleExamples.EditAccount, Accounts, "Edit an account", "Its people stay with it.");
    }
}
