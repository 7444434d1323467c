using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Demo;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Storage.Demo;

public sealed class SeedPeopleTests
{
    [Theory, OnEveryDatabase]
    public async Task It_makes_as_many_people_as_asked_for_some_of_them_sharing_an_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(2_345, (await portal.Get<SeedPeople>().RunAsync(new(2_345), Actor.System, CancellationToken.None)).Value);

        await using var db = portal.NewDb();
        var points = await db.Set<ContactPoint>().CountAsync();
        Assert.Equal(2_345, await db.Set<Contact>().CountAsync());
        Assert.Equal(2_345, await db.Set<ContactPointLink>().CountAsync());
        Assert.InRange(points, 2_200, 2_344);
        Assert.InRange(await db.Set<ConsentRecord>().CountAsync(), points * 19 / 10, points * 21 / 10);
        Assert.InRange(await db.Set<ConsentRecord>().CountAsync(r => r.Status == ConsentStatus.OptedOut), 100, 1_200);
    }

    [Fact]
    public async Task It_never_mixes_with_what_is_there()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        Assert.Equal(Refusal.Conflict, (await portal.Get<SeedPeople>().RunAsync(new(10), Actor.System, CancellationToken.None)).Problem!.Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(SeedPeople.Most + 1)]
    public async Task A_number_that_makes_no_sense_is_refused(int contacts)
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal("contacts", (await portal.Get<SeedPeople>().RunAsync(new(contacts), Actor.System, CancellationToken.None)).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SeedPeople>().RunAsync(new(1), Actors.Analyst, CancellationToken.None)).Problem!.Refusal);
    }
}
