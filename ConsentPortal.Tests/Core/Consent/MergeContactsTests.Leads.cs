using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>A lead that became one of the two is ruled by whom it became: merging and parting turn answers at its addresses too.</summary>
public sealed partial class MergeContactsTests
{
    [Theory, OnEveryDatabase]
    public async Task The_previews_foretell_what_turns_at_the_addresses_of_leads(DatabaseProvider provider)
    {
        const string Lead = "lead@example.com";
        await using var portal = await TestPortal.StartAsync(provider);
        var strict = await portal.World.PersonAsync("a", [Ann], f => f with { DoNotBulk = true });
        var other = await portal.World.PersonAsync("b", [Work]);
        await portal.World.PersonAsync("lead", [Lead], f => f with { Kind = ContactKind.Lead, BecameId = other });
        await portal.World.SaysAsync(Lead, ConsentStatus.OptedIn);
        Assert.True((await portal.World.AskAsync(Lead)).Decision.Message.Allowed);

        var merging = (await portal.Get<PreviewMerge>().RunAsync(new PreviewMerge.Query(strict, other), Actors.Admin, CancellationToken.None)).Value;
        var merge = (await portal.Get<MergeContacts>().RunAsync(new(strict, other, "One person."), Actors.Admin, CancellationToken.None)).Value;

        Assert.Contains(merging.Flips, f => f is { Address: Lead, Allowed: false });
        Assert.False((await portal.World.AskAsync(Lead)).Decision.Message.Allowed);

        var parting = (await portal.Get<PreviewMerge>().RunAsync(merge.MergeId, Actors.Admin, CancellationToken.None)).Value;
        await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people."), Actors.Admin, CancellationToken.None);

        Assert.Contains(parting.Flips, f => f is { Address: Lead, Allowed: true });
        Assert.True((await portal.World.AskAsync(Lead)).Decision.Message.Allowed);
    }
}
