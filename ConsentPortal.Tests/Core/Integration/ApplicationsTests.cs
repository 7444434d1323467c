using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>An application is named, renamed, put aside and taken up again; each of it is told in the trail.</summary>
public sealed class ApplicationsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task It_is_added_renamed_retired_once_no_key_opens_and_taken_up_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = (await portal.Get<AddApplication>().RunAsync(new(" Sales agent "), Actors.Admin, Ct)).Value;
        var key = (await portal.Get<IssueApiKey>().RunAsync(new("production", "Sales agent", "default", ["consent:check"]), Actors.Admin, Ct)).Value;
        Assert.True((await portal.Get<SetApplicationProfiles>().RunAsync(new(id, ["default"]), Actors.Admin, Ct)).Ok);

        Assert.True((await portal.Get<RenameApplication>().RunAsync(new(id, "Sales copilot"), Actors.Admin, Ct)).Ok);
        Assert.Equal("Sales copilot", (await portal.Get<ApiKeyVerifier>().VerifyAsync(key.Key, Ct))!.Actor.Name);
        Assert.Equal(Refusal.Conflict, (await RetireAsync(portal, id)).Problem!.Refusal);
        await portal.Get<RevokeApiKey>().RunAsync(new(key.Id), Actors.Admin, Ct);
        Assert.True((await RetireAsync(portal, id)).Ok);

        Assert.Empty((await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows);
        var retired = Assert.Single((await portal.Get<FindApplications>().RunAsync(new("COPILOT", Retired: true), Actors.Admin, Ct)).Value.Rows);
        Assert.Equal((id, 0, 0), (retired.Id, retired.Keys, retired.Profiles.Count));
        Assert.Equal("application", (await portal.Get<IssueApiKey>().RunAsync(new("again", "Sales copilot", null, ["consent:check"]), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal(Refusal.Conflict, (await portal.Get<SetProfileApplications>().RunAsync(new("default", ["sales COPILOT"]), Actors.Admin, Ct)).Problem!.Refusal);
        Assert.True((await RetireAsync(portal, id, retired: false)).Ok);
        Assert.Null((await portal.Get<ReadApplication>().RunAsync(id, Actors.Admin, Ct)).Value.RetiredAt);

        var kinds = (await portal.AuditAsync()).Select(a => a.Entry.Kind).Where(k => k.StartsWith("application.", StringComparison.Ordinal));
        Assert.Equal(["application.added", "application.renamed", "application.retired", "application.reactivated"], kinds);
    }

    [Theory, OnEveryDatabase]
    public async Task Its_profiles_are_the_same_fact_from_both_ends_and_told_under_each_profile(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateProfileAsync("eu");
        await portal.Get<SetProfileApplications>().RunAsync(new("default", ["CRM", "Shop"]), Actors.Admin, Ct);
        var crm = (await portal.Get<FindApplications>().RunAsync(new("crm"), Actors.Admin, Ct)).Value.Rows.Single();
        Assert.Equal(["Default"], crm.Profiles);

        Assert.True((await portal.Get<SetApplicationProfiles>().RunAsync(new(crm.Id, ["eu"]), Actors.Admin, Ct)).Ok);

        Assert.Equal(["Shop"], (await portal.Get<FindProfileApplications>().RunAsync("default", Actors.Admin, Ct)).Value.Rows.Select(r => r.Name));
        Assert.Equal(["CRM"], (await portal.Get<FindProfileApplications>().RunAsync("eu", Actors.Admin, Ct)).Value.Rows.Select(r => r.Name));
        var told = (await portal.AuditAsync())[^2..];
        Assert.Equal([new Change("applications", "CRM, Shop", "Shop"), new Change("applications", "", "CRM")], told.Select(t => Assert.Single(t.Values.Changes)));
        Assert.Equal("profiles", (await portal.Get<SetApplicationProfiles>().RunAsync(new(crm.Id, ["mars"]), Actors.Admin, Ct)).Problem!.Field);
    }

    [Fact]
    public async Task A_name_is_taken_once_in_any_case_and_only_who_manages_keys_gives_it()
    {
        await using var portal = await TestPortal.StartAsync();
        var add = portal.Get<AddApplication>();
        var crm = (await add.RunAsync(new("CRM"), Actors.Admin, Ct)).Value;
        var shop = (await add.RunAsync(new("Shop"), Actors.Admin, Ct)).Value;

        Assert.Equal("name", (await add.RunAsync(new("crm"), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal("name", (await add.RunAsync(new(" "), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal("name", (await portal.Get<RenameApplication>().RunAsync(new(shop, "Crm"), Actors.Admin, Ct)).Problem!.Field);
        Assert.True((await portal.Get<RenameApplication>().RunAsync(new(crm, "Crm"), Actors.Admin, Ct)).Ok);
        Assert.Equal(Refusal.Forbidden, (await add.RunAsync(new("X"), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindApplications>().RunAsync(new(), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadApplication>().RunAsync(new(5), Actors.Admin, Ct)).Problem!.Refusal);
    }

    private static Task<Outcome<Done>> RetireAsync(TestPortal portal, Id<Application> id, bool retired = true) => portal.Get<RetireApplication>().RunAsync(new(id, retired), Actors.Admin, Ct);
}
