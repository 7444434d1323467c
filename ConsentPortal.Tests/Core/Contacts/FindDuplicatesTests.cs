using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class FindDuplicatesTests
{
    [Theory, OnEveryDatabase]
    public async Task Shared_addresses_and_names_are_signs_and_a_child_is_nobodys_duplicate(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme");
        var ann = await portal.World.PersonAsync("Ann Müller", "ann@example.com", f => f with { AccountId = acme });
        var shares = await portal.World.PersonAsync("Bob Baker", "ann@example.com");
        var swapped = await portal.World.PersonAsync("Muller Ann", "other@example.com", f => f with { AccountId = acme });
        var same = await portal.World.PersonAsync("ann Müller", "third@example.com");
        await portal.World.PersonAsync("Cleo Müller", "ann@example.com", f => f with { Child = true });

        var found = (await portal.Get<FindDuplicates>().RunAsync(ann, Actors.Rep, CancellationToken.None)).Value;
        var byAddress = (await portal.Get<FindDuplicates>().PageAsync(byName: false, 0, 25, Actors.Rep, CancellationToken.None)).Value;
        var byName = (await portal.Get<FindDuplicates>().PageAsync(byName: true, 0, 25, Actors.Rep, CancellationToken.None)).Value;

        Assert.Equal([(shares, DuplicateSign.SameAddress), (swapped, DuplicateSign.SameNameAndAccount), (same, DuplicateSign.SameName)], found.Select(r => (r.Other.Id, r.Sign)));
        Assert.Equal((ann, shares, 1), (byAddress.Rows[0].One.Id, byAddress.Rows[0].Other.Id, byAddress.Count));
        Assert.Equal((ann, same, 1), (byName.Rows[0].One.Id, byName.Rows[0].Other.Id, byName.Count));
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindDuplicates>().PageAsync(false, 0, 25, Actors.Analyst, CancellationToken.None)).Problem!.Refusal);
    }
}
