using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class ContactPointLinkTests
{
    [Theory, OnEveryDatabase]
    public async Task A_linked_address_brings_the_persons_flags_and_an_unlinked_one_loses_them_but_not_its_history(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example", with: f => f with { DoNotMail = true });
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);

        var linked = await portal.Get<LinkContactPoint>().RunAsync(new(ann, [new(Channel.Email, "ANN@example.com")]), Actors.Rep, default);
        Assert.Equal(ReasonCode.DoNotContact, await portal.World.ReasonAsync("ann@example.com"));
        var between = portal.Clock.GetUtcNow();
        var unlinked = await portal.Get<UnlinkContactPoint>().RunAsync(new(ann, linked.Value[0]), Actors.Rep, default);

        Assert.True(unlinked.Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.DoNotContact, await portal.World.ReasonAsync("ann@example.com", at: between));
        await using var db = portal.NewDb();
        Assert.NotNull((await db.Set<ContactPointLink>().SingleAsync()).Until);
        Assert.Equal(["contact.address_added", "contact.address_removed"], (await EditContactTests.AuditAsync(portal, "contact.address_added"))
            .Concat(await EditContactTests.AuditAsync(portal, "contact.address_removed")).Select(a => a.Entry.Kind));
    }

    [Theory, OnEveryDatabase]
    public async Task Linking_twice_is_once_and_a_number_may_be_national_where_the_account_names_the_country(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme", country: "de");
        var ann = await portal.World.PersonAsync("Ann Example", with: f => f with { AccountId = acme });
        LinkContactPoint.Command number = new(ann, [new(Channel.Sms, "0171 2345678"), new(Channel.Sms, "+49 171 2345678")]);

        await portal.Get<LinkContactPoint>().RunAsync(number, Actors.Rep, default);
        await portal.Get<LinkContactPoint>().RunAsync(number, Actors.Rep, default);

        Assert.Equal("+491712345678", Assert.Single((await portal.World.ContactAsync(ann)).Points).Address);
        Assert.Single(await EditContactTests.AuditAsync(portal, "contact.address_added"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_unusable_address_is_refused_with_its_place_and_nothing_is_linked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example");

        var outcome = await portal.Get<LinkContactPoint>().RunAsync(new(ann, [new(Channel.Email, "good@example.com"), new(Channel.Email, "bad@"), new(Channel.Sms, "0171 1")]), Actors.Rep, default);

        Assert.Equal(["points[1].address", "points[2].address"], outcome.Problems.Select(p => p.Field));
        Assert.Empty((await portal.World.ContactAsync(ann)).Points);
        await using var db = portal.NewDb();
        Assert.False(await db.Set<ContactPoint>().AnyAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Twenty_people_who_get_one_new_address_at_once_share_one_point(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => portal.World.PersonAsync($"Ann {n}", "shared@example.com"))));

        await using var db = portal.NewDb();
        var point = await db.Set<ContactPoint>().SingleAsync();
        Assert.Equal(20, await db.Set<ContactPointLink>().CountAsync(l => l.PointId == point.Id));
        Assert.Equal(20, people.Distinct().Count());
    }
}
