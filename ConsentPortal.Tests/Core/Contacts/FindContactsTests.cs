using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class FindContactsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_person_is_found_by_any_part_of_name_address_number_account_and_external_id(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Ünlü Werke", "Gdańsk");
        await portal.World.PersonAsync("Jürgen Müller", "j.mueller@büro-öst.example", f => f with { AccountId = acme, ExternalId = "crm-4711" }, null, "+4917123456789");
        await portal.World.PersonAsync("Łucja Wójcik", "LUCJA@Example.org");

        await Assert.AllAsync(["müll", "MULLER", "jürgen mül", "müller jürg", "mueller", "büro", "BÜRO-ÖST", "unlu", "gdansk", "crm-4711", "0171 234-567", "+49 171/2345", "müller unlu", "xn--bro"],
            async text => Assert.Equal(["Jürgen Müller"], await NamesAsync(portal, text)));
        await Assert.AllAsync(["lucja", "wojc", "łuc", "a@example.org", "EXAMPLE.ORG"], async text => Assert.Equal(["Łucja Wójcik"], await NamesAsync(portal, text)));
        await Assert.AllAsync(["nobody", "müller wójcik", "%", "_", "\\", "0171 999"], async text => Assert.Empty(await NamesAsync(portal, text)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_whole_address_is_found_whatever_its_case_or_spelling(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("Ida Idn", "Ida@MÜNCHEN.example");

        await Assert.AllAsync(["ida@münchen.example", "IDA@München.Example", "ida@xn--mnchen-3ya.example", "ida@mu\u0308nchen.example."], async text => Assert.Equal(["Ida Idn"], await NamesAsync(portal, text)));
    }

    [Theory, OnEveryDatabase]
    public async Task Percent_and_underscore_are_letters_like_others(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("Hundred 100%", "a_b@example.com");
        await portal.World.PersonAsync("Other 1005", "axb@example.com");

        Assert.Equal(["Hundred 100%"], await NamesAsync(portal, "100%"));
        Assert.Equal(["Hundred 100%"], await NamesAsync(portal, "a_b@"));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_are_cut_and_ordered_and_carry_the_addresses(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme");
        foreach (var name in (string[])["Cara C", "Ann A", "Bob B"])
        {
            await portal.World.PersonAsync(name, $"{name[..3]}@example.com", f => f with { Kind = name == "Bob B" ? ContactKind.Lead : ContactKind.Contact, AccountId = name == "Ann A" ? acme : default });
        }

        Assert.Equal(["Bob B", "Ann A", "Cara C"], await NamesAsync(portal, null)); // the last changed first
        Assert.Equal(["Ann A", "Bob B", "Cara C"], await NamesAsync(portal, null, q => q with { Sort = ContactSort.Name, Ascending = true }));
        Assert.Equal(["Cara C", "Bob B", "Ann A"], await NamesAsync(portal, null, q => q with { Sort = ContactSort.Name }));
        Assert.Equal("Ann A", (await NamesAsync(portal, null, q => q with { Sort = ContactSort.Account }))[0]);
        Assert.Equal(["Bob B"], await NamesAsync(portal, null, q => q with { Kind = ContactKind.Lead }));
        Assert.Equal(["Ann A"], await NamesAsync(portal, null, q => q with { AccountId = acme }));
        var second = await FindAsync(portal, new() { Sort = ContactSort.Name, Ascending = true, Skip = 1, Take = 1 }, Actors.Admin);
        Assert.Equal((3, "Bob B", "Bob@example.com"), (second.Count, second.Rows.Single().Name, second.Rows.Single().Addresses.Single().Text));
    }

    [Theory, OnEveryDatabase]
    public async Task A_representative_with_own_contacts_sees_nobody_elses(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var own = await portal.World.PersonAsync("Own One", "own@example.com", by: Actors.RepWithOwnContacts);
        var other = await portal.World.PersonAsync("Other One", "other@example.com");
        await portal.World.SaysAsync("bare@example.com", null, with: s => s with { PausedUntil = portal.Clock.GetUtcNow().AddDays(1) });

        Assert.Equal(["Own One"], (await FindAsync(portal, new() { Text = "one" }, Actors.RepWithOwnContacts)).Rows.Select(r => r.Name));
        Assert.Equal(2, (await FindAsync(portal, new() { Text = "one" }, Actors.Rep)).Count);
        Assert.True((await portal.Get<ReadContact>().RunAsync(own, Actors.RepWithOwnContacts, default)).Ok);
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadContact>().RunAsync(other, Actors.RepWithOwnContacts, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<EditContact>().RunAsync(new(other, 0, new() { LastName = "X" }), Actors.RepWithOwnContacts, default)).Problem!.Refusal);
        Assert.Empty((await portal.Get<FindContactPoints>().RunAsync(new("bare"), Actors.RepWithOwnContacts, default)).Value.Rows);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindContacts>().RunAsync(new(), Actors.Analyst, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_without_a_person_is_found_until_somebody_gets_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("Bare.One@example.com", ConsentPortal.Core.Consent.ConsentStatus.OptedOut);

        var row = Assert.Single((await portal.Get<FindContactPoints>().RunAsync(new("are.on"), Actors.Rep, default)).Value.Rows);
        Assert.Equal(("Bare.One@example.com", Channel.Email), (row.Address, row.Channel));
        Assert.Single((await portal.Get<FindContactPoints>().RunAsync(new("BARE.ONE@EXAMPLE.COM"), Actors.Rep, default)).Value.Rows);
        Assert.Empty((await portal.Get<FindContactPoints>().RunAsync(new("are.on", Channel.Sms), Actors.Rep, default)).Value.Rows);

        var person = await portal.World.PersonAsync("Ann Owner", "bare.one@EXAMPLE.com");
        Assert.Equal(row.Id, await portal.World.PointOfAsync(person));
        Assert.Empty((await portal.Get<FindContactPoints>().RunAsync(new(null), Actors.Rep, default)).Value.Rows);
    }

    private static async Task<string[]> NamesAsync(TestPortal portal, string? text, Func<FindContacts.Query, FindContacts.Query>? with = null)
    {
        FindContacts.Query query = new() { Text = text };
        return [.. (await FindAsync(portal, with?.Invoke(query) ?? query, Actors.Admin)).Rows.Select(r => r.Name)];
    }

    private static async Task<Numbered<FindContacts.Row>> FindAsync(TestPortal portal, FindContacts.Query query, Actor actor)
        => (await portal.Get<FindContacts>().RunAsync(query, actor, CancellationToken.None)).Value;
}
