using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class UpsertContactTests
{
    private static readonly Actor Crm = Actors.Crm with { Permissions = Permission.EditContacts };

    [Theory, OnEveryDatabase]
    public async Task A_new_person_is_made_with_account_and_points_and_the_same_again_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        UpsertContact.Command ann = new("crm-1")
        {
            Kind = ContactKind.Contact, FirstName = "Ann", LastName = "Example", Account = "Acme GmbH", Language = "de", Level = ConsentLevel.Marketing, Tracking = false, DoNotPhone = true,
            Points = [new(Channel.Email, "ann@example.com"), new(Channel.Sms, "+491712345678")],
        };

        var made = (await portal.Get<UpsertContact>().RunAsync(ann, Crm, default)).Value;
        var again = (await portal.Get<UpsertContact>().RunAsync(ann with { Account = "ACME gmbh" }, Crm, default)).Value;

        Assert.Equal((true, new UpsertContact.View(made.Id, Created: false)), (made.Created, again));
        var view = await portal.World.ContactAsync(made.Id);
        Assert.Equal(("Ann Example", "Acme GmbH", "crm-1"), (view.Name, view.Account, view.Fields.ExternalId));
        Assert.Equal((ConsentLevel.Marketing, true, true), (view.Fields.Level, view.Fields.DoNotTrack, view.Fields.DoNotPhone));
        Assert.Equal(["ann@example.com", "+491712345678"], view.Points.Select(p => p.Address));
        await using var db = portal.NewDb();
        Assert.Equal((1, 1), (await db.Set<Account>().CountAsync(), await db.Set<ContactState>().CountAsync()));
        Assert.Empty(await EditContactTests.AuditAsync(portal, "contact.edited"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_left_out_stays_and_points_are_the_full_set(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Get<UpsertContact>().RunAsync(new("crm-1") { LastName = "Example", Account = "Acme", DoNotMail = true, Points = [new(Channel.Email, "old@example.com"), new(Channel.Email, "both@example.com")] }, Crm, default);

        var changed = await portal.Get<UpsertContact>().RunAsync(new("crm-1") { FirstName = "Ann", Account = "", Points = [new(Channel.Email, "both@example.com"), new(Channel.Email, "new@example.com")] }, Crm, default);

        var view = await portal.World.ContactAsync(changed.Value.Id);
        Assert.Equal(("Ann Example", null, true), (view.Name, view.Account, view.Fields.DoNotMail));
        Assert.Equal(["both@example.com", "new@example.com"], view.Points.Select(p => p.Address));
        await using var db = portal.NewDb();
        Assert.Equal(3, await db.Set<ContactPointLink>().CountAsync()); // closed, not deleted
        var (_, values) = Assert.Single(await EditContactTests.AuditAsync(portal, "contact.edited"));
        Assert.Contains(new Change("email", "old@example.com", null), values.Changes);
        Assert.Contains(new Change("email", null, "new@example.com"), values.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task People_are_named_by_external_id_and_an_unknown_one_is_refused_whole(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var mother = (await portal.Get<UpsertContact>().RunAsync(new("m") { LastName = "Mother" }, Crm, default)).Value.Id;

        var kid = await portal.Get<UpsertContact>().RunAsync(new("k") { LastName = "Kid", Child = true, Guardian = "m" }, Crm, default);
        var wrong = await portal.Get<UpsertContact>().RunAsync(new("k") { LastName = "Kid", Level = ConsentLevel.Profiling, Guardian = "nobody", Points = [new(Channel.Email, "@")] }, Crm, default);

        Assert.Equal(mother, (await portal.World.ContactAsync(kid.Value.Id)).Fields.GuardianId);
        Assert.Equal(["guardian", "level", "points[0].address"], wrong.Problems.Select(p => p.Field));
        Assert.Equal(Refusal.Forbidden, (await portal.Get<UpsertContact>().RunAsync(new("z"), Actors.Crm, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task One_external_id_stated_twenty_times_at_once_is_one_person(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => portal.Get<UpsertContact>().RunAsync(new("crm-1") { LastName = "Example", Account = "Acme" }, Crm, default))));

        Assert.Single(made.Select(m => m.Value.Id).Distinct());
        Assert.Single(made, m => m.Value.Created);
    }

    [Theory, OnEveryDatabase]
    public async Task Under_the_id_of_a_record_that_was_merged_away_limits_only_get_stricter(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var upsert = portal.Get<UpsertContact>();
        var ann = (await upsert.RunAsync(new("crm-1") { Kind = ContactKind.Contact, LastName = "Example", Level = ConsentLevel.Subscriptions, Tracking = false, DoNotBulk = true, DoNotMail = true }, Crm, default)).Value.Id;
        var old = (await upsert.RunAsync(new("crm-2") { Kind = ContactKind.Contact, LastName = "Example", Level = ConsentLevel.Marketing }, Crm, default)).Value.Id;
        Assert.True((await portal.Get<MergeContacts>().RunAsync(new(ann, old, "One person."), Actors.Admin, default)).Ok);
        var before = (await portal.World.ContactAsync(ann)).Fields;

        var nightly = await upsert.RunAsync(new("crm-2") { Kind = ContactKind.Lead, Level = ConsentLevel.Marketing, Child = false, Tracking = true, DoNotBulk = false, DoNotMail = false, DoNotPhone = false, Guardian = "nobody", Became = "nobody" }, Crm, default);
        var after = (await portal.World.ContactAsync(ann)).Fields;
        await upsert.RunAsync(new("crm-2") { Level = ConsentLevel.Consent, DoNotPhone = true }, Crm, default);
        var stricter = (await portal.World.ContactAsync(ann)).Fields;

        Assert.True(nightly.Ok, nightly.Problem?.Message);
        Assert.Equal((ann, before), (nightly.Value.Id, after));
        Assert.Equal(before with { Level = ConsentLevel.Consent, DoNotPhone = true }, stricter);
    }

    [Fact]
    public async Task A_key_of_one_profile_changes_nobody()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"], f => f with { DoNotMail = true });
        var bob = await portal.World.PersonAsync("crm-2", ["bob@example.com"], f => f);
        var view = await portal.World.ContactAsync(ann);
        var bound = Crm with { Permissions = Permission.All, BoundToProfile = "brand" };
        var merge = (await portal.Get<MergeContacts>().RunAsync(new(ann, bob, "One person."), Actors.Admin, default)).Value.MergeId;

        Problem?[] refused =
        [
            (await portal.Get<UpsertContact>().RunAsync(new("crm-1") { DoNotMail = false }, bound, default)).Problem,
            (await portal.Get<AddContact>().RunAsync(new(new() { LastName = "New" }, []), bound, default)).Problem,
            (await portal.Get<EditContact>().RunAsync(new(ann, view.Version, view.Fields with { DoNotMail = false }), bound, default)).Problem,
            (await portal.Get<LinkContactPoint>().RunAsync(new(ann, [new(Channel.Email, "new@example.com")]), bound, default)).Problem,
            (await portal.Get<UnlinkContactPoint>().RunAsync(new(ann, view.Points[0].Id), bound, default)).Problem,
            (await portal.Get<MergeContacts>().RunAsync(new(ann, bob, "One person."), bound, default)).Problem,
            (await portal.Get<UnmergeContacts>().RunAsync(new(merge, "Two people."), bound, default)).Problem,
        ];

        Assert.All(refused, p => Assert.Equal((Refusal.Forbidden, true), (p!.Refusal, p.Message.Contains("'brand'", StringComparison.Ordinal))));
        Assert.True((await portal.Get<UpsertContact>().RunAsync(new("crm-1") { FirstName = "Ann" }, bound with { BoundToProfile = "default" }, default)).Ok);
    }
}
