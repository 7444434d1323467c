using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class AccountTests
{
    [Theory, OnEveryDatabase]
    public async Task Accounts_are_found_by_part_of_name_or_city_with_the_number_of_their_people(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme Élan", "Zürich");
        await portal.World.AccountAsync("Beta");
        await portal.World.PersonAsync("Ann Example", with: f => f with { AccountId = acme });
        await portal.World.PersonAsync("Bob Example", with: f => f with { AccountId = acme }, by: Actors.RepWithOwnContacts);

        var found = (await portal.Get<FindAccounts>().RunAsync(new("elan zur"), Actors.Rep, default)).Value;
        Assert.Equal((1, acme, 2), (found.Count, found.Rows[0].Id, found.Rows[0].Contacts));
        Assert.Equal(1, (await portal.Get<FindAccounts>().RunAsync(new("elan"), Actors.RepWithOwnContacts, default)).Value.Rows[0].Contacts);
        Assert.Equal(["Beta", "Acme Élan"], (await portal.Get<FindAccounts>().RunAsync(new("", Descending: true), Actors.Rep, default)).Value.Rows.Select(r => r.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task An_edited_account_is_audited_and_the_second_editor_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme");
        var opened = (await portal.Get<ReadAccount>().RunAsync(acme, Actors.Rep, default)).Value;

        Assert.True((await portal.Get<EditAccount>().RunAsync(new(acme, opened.Version, opened.Fields with { City = "Bonn" }), Actors.Rep, default)).Ok);
        var late = await portal.Get<EditAccount>().RunAsync(new(acme, opened.Version, opened.Fields with { City = "Ulm" }), Actors.Rep, default);

        Assert.Equal(Refusal.Conflict, late.Problem!.Refusal);
        Assert.Equal([new Change("city", "", "Bonn")], Assert.Single(await EditContactTests.AuditAsync(portal, "account.edited")).Values.Changes);
    }

    [Fact]
    public async Task What_must_not_be_is_refused_with_its_field()
    {
        await using var portal = await TestPortal.StartAsync();

        var outcome = await portal.Get<AddAccount>().RunAsync(new(new(" ", new('c', 101), "DEU", "ht!tp:/x")), Actors.Rep, default);

        Assert.Equal(["name", "city", "country", "website"], outcome.Problems.Select(p => p.Field));
        Assert.Equal(Refusal.Forbidden, (await portal.Get<AddAccount>().RunAsync(new(new("Acme")), Actors.Analyst, default)).Problem!.Refusal);
    }
}
