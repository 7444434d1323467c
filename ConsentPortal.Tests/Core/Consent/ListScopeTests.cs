using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Whose rows a list holds for somebody who sees own contacts only.</summary>
public sealed class ListScopeTests
{
    [Theory, OnEveryDatabase]
    public async Task A_shared_address_tells_a_representative_nothing_of_a_colleague_s_contact(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        var mine = await portal.World.PersonAsync("mine", ["family@example.com"], f => f with { OwnerId = Actors.RepWithOwnContacts.Number });
        var theirs = await portal.World.PersonAsync("theirs", ["family@example.com"]);
        await portal.World.SaysAsync("family@example.com", ConsentStatus.OptedOut, with: s => s with { Contact = "mine" });
        await portal.World.SaysAsync("family@example.com", ConsentStatus.OptedOut, with: s => s with { Contact = "theirs" });
        await portal.World.SaysAsync("family@example.com", ConsentStatus.OptedIn, "transactional");
        var own = Actors.RepWithOwnContacts with { Permissions = Actors.RepWithOwnContacts.Permissions | Permission.ReadAudit | Permission.ExportPeople };
        async Task<(int Records, int? Counted, int Events, int Exported)> SeenAsync(Actor actor, ConsentFilter filter) => (
            (await portal.Get<FindConsents>().RunAsync(new(filter), actor, default)).Value.Rows.Count, (await portal.Get<FindConsents>().CountAsync(filter, actor, default)).Value,
            (await portal.Get<FindConsentEvents>().RunAsync(new(filter), actor, default)).Value.Rows.Count, (await ExportSlicesTests.LinesAsync(portal, ConsentList.Records, filter, actor)).Count);

        Assert.Equal((3, 3, 3, 3), await SeenAsync(Actors.Admin, new()));
        Assert.Equal((2, 2, 2, 2), await SeenAsync(Actors.Admin, new() { ContactId = theirs }));
        Assert.Equal((2, 2, 2, 2), await SeenAsync(own, new()));
        Assert.Equal((2, 2, 2, 2), await SeenAsync(own, new() { ContactId = mine }));
        Assert.Equal((0, 0, 0, 0), await SeenAsync(own, new() { ContactId = theirs }));
    }
}
