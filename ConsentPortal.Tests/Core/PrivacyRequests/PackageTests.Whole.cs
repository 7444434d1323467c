using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A copy is of the whole person, whatever records they are written down in.</summary>
public sealed partial class PackageTests
{
    private const string Number = "+4915112345678";

    // a lead that was merged into the lead that became the contact, and the number that was only ever rung
    private static async Task<Id<Contact>> AnnOfManyRecordsAsync(TestPortal portal)
    {
        var ann = await portal.World.PersonAsync("crm-1", [Ann, Number], f => f with { FirstName = "Ann", LastName = "Archer" });
        var lead = await portal.World.PersonAsync("lead-1", ["ann.archer@example.com"], f => f with { Kind = ContactKind.Lead, FirstName = "Ann", LastName = "Archer" });
        var older = await portal.World.PersonAsync("lead-2", ["a.archer@example.com"], f => f with { Kind = ContactKind.Lead, FirstName = "Annie", LastName = "Archer" });
        Assert.True((await portal.Get<MergeContacts>().RunAsync(new(lead, older, "Written down twice."), Actors.Admin, Ct)).Ok);
        var stands = (await portal.Get<ReadContact>().RunAsync(lead, Actors.Admin, Ct)).Value;
        Assert.True((await portal.Get<EditContact>().RunAsync(new(lead, stands.Version, stands.Fields with { BecameId = ann }), Actors.Admin, Ct)).Ok);
        await portal.World.SaysAsync("a.archer@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync(Number, ConsentStatus.OptedOut, with: s => s with { Channel = Channel.Voice });
        return ann;
    }

    [Theory, OnEveryDatabase]
    public async Task It_holds_records_merged_into_leads_of_the_person_and_what_was_said_of_their_number_on_the_other_phone_channel(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, AnnOfManyRecordsAsync);
        await scene.GatherAsync();
        await scene.ReleaseAsync();

        var zip = await scene.FetchAsync();

        Assert.Equal(3, zip.Records("person").Count);
        Assert.Contains("a.archer@example.com", zip.Everything, StringComparison.Ordinal);
        Assert.Equal(["optedIn", "optedOut"], zip.Records("consent-history").Select(e => PackageZip.Field(e, "status")));
    }

    [Theory, OnEveryDatabase]
    public async Task Asked_for_twice_at_once_it_is_gathered_once(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, AnnAsync);
        var built = await scene.Portal.Get<BuildPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct);

        var states = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.Portal.Get<RunPackage>().RunAsync(built.Value, Ct))));

        Assert.All(states, s => Assert.Equal(PackageState.Preview, s));
        Assert.Equal("", (await scene.PackageAsync()).Error);
    }
}
