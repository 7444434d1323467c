using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Team;

/// <summary>Lists kept under a name.</summary>
public sealed class SavedViewTests
{
    private const string List = "consents";

    [Theory, OnEveryDatabase]
    public async Task A_view_is_ones_own_until_it_is_shared_and_only_then_leaves_a_trace(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var mine = await SaveAsync(portal, Actors.Admin, "Ended", "status=expired");

        Assert.Equal(["Ended"], await NamesAsync(portal, Actors.Admin));
        Assert.Empty(await NamesAsync(portal, Actors.Rep));
        Assert.Empty(await KindsAsync(portal));

        await portal.Get<SaveView>().RunAsync(new(mine, List, "Ended", "status=expired", Shared: true), Actors.Admin, default);
        await portal.Get<SaveView>().RunAsync(new(mine, List, "All ended", "status=expired", Shared: true), Actors.Admin, default);
        Assert.Equal(["All ended"], await NamesAsync(portal, Actors.Rep));
        Assert.Empty((await portal.Get<FindViews>().RunAsync("consent-events", Actors.Rep, default)).Value.Rows);

        await portal.Get<DeleteView>().RunAsync(new(mine), Actors.Admin, default);
        Assert.Empty(await NamesAsync(portal, Actors.Admin));
        Assert.Equal(["view.deleted", "view.changed", "view.shared"], await KindsAsync(portal));
    }

    [Fact]
    public async Task Sharing_and_changing_what_others_share_is_for_who_may_edit_compliance()
    {
        await using var portal = await TestPortal.StartAsync();
        var mine = await SaveAsync(portal, Actors.Rep, "Mine", "status=pending");
        var shared = await SaveAsync(portal, Actors.Admin, "Ours", "status=optedOut", shared: true);
        Task<Outcome<Id<SavedView>>> As(Actor actor, Id<SavedView> id, bool share = false) => portal.Get<SaveView>().RunAsync(new(id, List, "Other", "", share), actor, default);

        Assert.Equal((Refusal.Forbidden, "shared"), ((await As(Actors.Rep, mine, share: true)).Problem!.Refusal, (await As(Actors.Rep, mine, share: true)).Problem!.Field));
        Assert.Equal(Refusal.NotFound, (await As(Actors.Rep, shared)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await As(Actors.Admin, mine)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<DeleteView>().RunAsync(new(shared), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<DeleteView>().RunAsync(new(mine), Actors.Officer, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await As(Actors.Crm, default)).Problem!.Refusal);
        Assert.Equal([("Mine", true), ("Ours", false)], (await portal.Get<FindViews>().RunAsync(List, Actors.Rep, default)).Value.Rows.Select(r => (r.Name, r.MayChange)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_opens_with_the_view_that_a_member_chose_until_it_is_gone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shared = await SaveAsync(portal, Actors.Admin, "Ours", "status=optedOut", shared: true);
        var choose = portal.Get<ChooseDefaultView>();
        async Task<Id<SavedView>> DefaultAsync(Actor actor) => (await portal.Get<FindViews>().RunAsync(List, actor, default)).Value.DefaultId;

        Assert.True((await choose.RunAsync(new(List, shared), Actors.Rep, default)).Ok);
        Assert.Equal((shared, Id<SavedView>.None), (await DefaultAsync(Actors.Rep), await DefaultAsync(Actors.Admin)));
        Assert.Equal(Refusal.NotFound, (await choose.RunAsync(new("other", shared), Actors.Rep, default)).Problem!.Refusal);

        Assert.True((await choose.RunAsync(new(List, default), Actors.Rep, default)).Ok);
        Assert.True((await DefaultAsync(Actors.Rep)).IsNone);

        await choose.RunAsync(new(List, shared), Actors.Rep, default);
        await portal.Get<SaveView>().RunAsync(new(shared, List, "Ours", "status=optedOut", Shared: false), Actors.Admin, default);
        Assert.True((await DefaultAsync(Actors.Rep)).IsNone);
        await portal.Get<DeleteView>().RunAsync(new(shared), Actors.Admin, default);
        Assert.True((await DefaultAsync(Actors.Rep)).IsNone);
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("  ", "name")]
    [InlineData("ENDED", "name")]
    public async Task A_view_needs_a_name_that_no_other_of_ones_own_has(string name, string field)
    {
        await using var portal = await TestPortal.StartAsync();
        await SaveAsync(portal, Actors.Rep, "Ended", "status=expired");

        Assert.Equal(field, (await portal.Get<SaveView>().RunAsync(new(default, List, name, "", false), Actors.Rep, default)).Problem!.Field);
        Assert.Equal("query", (await portal.Get<SaveView>().RunAsync(new(default, List, "Long", new('x', SavedView.QueryMaxLength + 1), false), Actors.Rep, default)).Problem!.Field);
    }

    private static async Task<Id<SavedView>> SaveAsync(TestPortal portal, Actor actor, string name, string query, bool shared = false)
        => (await portal.Get<SaveView>().RunAsync(new(default, List, name, query, shared), actor, default)).Value;

    private static async Task<IEnumerable<string>> NamesAsync(TestPortal portal, Actor actor) => (await portal.Get<FindViews>().RunAsync(List, actor, default)).Value.Rows.Select(r => r.Name);

    private static async Task<IEnumerable<string>> KindsAsync(TestPortal portal) => (await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: "savedView"), null, Actors.Admin, default)).Value.Rows.Select(r => r.Kind);
}
