using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

public sealed class SetProfileApplicationsTests
{
    [Theory, OnEveryDatabase]
    public async Task Applications_use_a_profile_from_when_they_are_named_until_they_are_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateProfileAsync("eu");
        await portal.Get<IssueApiKey>().RunAsync(new("agent key", "AI agent", "default", ["consent:check"]), Actors.Admin, default);

        Assert.True((await SetAsync(portal, "default", " Sales ", "Journeys", "sales", "")).Ok);
        Assert.True((await SetAsync(portal, "eu", "Journeys")).Ok);

        var found = await FindAsync(portal);
        Assert.Equal(["AI agent", "Journeys", "Sales"], found.Rows.Select(r => r.Name));
        Assert.Equal([(null, 1), (true, 0), (true, 0)], found.Rows.Select(r => (r.Since is null ? (bool?)null : true, r.Keys)));
        Assert.Equal(["Profile eu"], found.Rows[1].AlsoUses);
        var told = await portal.AuditAsync();
        Assert.Equal(("profile.applications_set", "profile", new Change("applications", "", "Journeys, Sales")), (told[^2].Entry.Kind, told[^2].Entry.SubjectKind, Assert.Single(told[^2].Values.Changes)));

        Assert.True((await SetAsync(portal, "default", "Sales")).Ok);
        Assert.True((await SetAsync(portal, "default", "Sales")).Ok); // nothing new: nothing announced

        Assert.Equal(told.Count + 1, (await portal.AuditAsync()).Count);
        Assert.Equal(["AI agent", "Sales"], (await FindAsync(portal)).Rows.Select(r => r.Name));
        Assert.Equal(["Journeys"], (await FindAsync(portal)).Others);
    }

    [Fact]
    public async Task Who_may_not_edit_and_what_is_not_there_or_too_long_is_refused()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<SetProfileApplications>().RunAsync(new("default", ["X"]), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await SetAsync(portal, "mars", "X")).Problem!.Refusal);
        Assert.Equal("applications", (await SetAsync(portal, "default", new string('x', 121))).Problem!.Field);
    }

    [Theory, OnEveryDatabase]
    public async Task Names_that_an_earlier_version_kept_on_the_profile_are_carried_over_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Applications = ["CRM", "Shop"] }, Actors.Admin, default);
        await portal.Get<IssueApiKey>().RunAsync(new("crm", "crm", null, ["consent:check"]), Actors.Admin, default);

        await portal.Get<UpgradeDatabase>().RunAsync(default);

        Assert.Equal(["crm", "Shop"], (await FindAsync(portal)).Rows.Select(r => r.Name));
        await SetAsync(portal, "default", "Shop");
        await portal.Get<UpgradeDatabase>().RunAsync(default);
        Assert.Equal(["Shop"], (await FindAsync(portal)).Rows.Select(r => r.Name));
        await using var db = portal.NewDb();
        Assert.Equal(2, await db.Set<Application>().CountAsync());
    }

    private static Task<Outcome<Done>> SetAsync(TestPortal portal, string profile, params string[] names) => portal.Get<SetProfileApplications>().RunAsync(new(profile, names), Actors.Admin, default);

    private static async Task<FindProfileApplications.View> FindAsync(TestPortal portal) => (await portal.Get<FindProfileApplications>().RunAsync("default", Actors.Admin, default)).Value;
}
