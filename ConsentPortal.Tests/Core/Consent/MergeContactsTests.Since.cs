using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class MergeContactsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_no_that_the_person_says_again_after_the_merge_outlives_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        var a = await portal.World.PersonAsync("crm-a", [Ann]);
        var b = await portal.World.PersonAsync("crm-b", [Ann]);
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { Contact = "crm-a" });
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut, with: s => s with { Contact = "crm-b" });
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var merge = await MergeAsync(portal, a, b);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var before = (await portal.World.EventsAsync()).Count;

        Assert.True((await portal.Get<UnsubscribeInOneClick>().RunAsync(new(await portal.World.LinkAsync(Ann), new("en", "192.0.2.1", "Mail")), Actor.Subject, CancellationToken.None)).Ok);
        Assert.Equal(before, (await portal.World.EventsAsync()).Count); // it changed nothing
        var preview = (await portal.Get<PreviewMerge>().RunAsync(merge.MergeId, Actors.Rep, CancellationToken.None)).Value;
        Assert.True((await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people."), Actors.Rep, CancellationToken.None)).Ok);

        Assert.Empty(preview.Flips);
        Assert.Equal((ReasonCode.PurposeOptedOut, ReasonCode.PurposeOptedOut), (await portal.World.ReasonAsync(Ann, contact: "crm-a"), await portal.World.ReasonAsync(Ann, contact: "crm-b")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_no_said_again_at_a_shared_address_holds_for_both_and_one_said_before_the_merge_for_its_own(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        foreach (var again in new[] { true, false })
        {
            var (address, first, second) = ($"{again}@example.com", $"a-{again}", $"b-{again}");
            var a = await portal.World.PersonAsync(first, [address]);
            var b = await portal.World.PersonAsync(second, [address]);
            await portal.World.SaysAsync(address, ConsentStatus.OptedOut, with: s => s with { Contact = first });
            await portal.World.SaysAsync(address, ConsentStatus.OptedOut, with: s => s with { Contact = first });
            await portal.World.SaysAsync(address, ConsentStatus.OptedIn, with: s => s with { Contact = second });
            portal.Clock.Advance(TimeSpan.FromHours(1));
            var merge = await MergeAsync(portal, a, b);
            portal.Clock.Advance(TimeSpan.FromHours(1));
            if (again)
            {
                await portal.World.SaysAsync(address, ConsentStatus.OptedOut, with: s => s with { Contact = second, ActorKind = ActorKind.Subject });
            }

            await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people."), Actors.Rep, CancellationToken.None);

            Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(address, contact: first));
            Assert.Equal(again ? ReasonCode.PurposeOptedOut : ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(address, contact: second));
        }
    }
}
