using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Audit;

public sealed class VersionTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_save_is_a_version_that_says_who_what_and_why(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Name = "House", Reason = "new brand" }, Actors.Admin with { Name = "Ada" }, default);
        await portal.AddPurposeAsync("surveys", PurposeType.Commercial); // two entries, one save
        await portal.SetAsync(await portal.ViewAsync(), ("surveys", Channel.Sms, EnforcementModel.NonRestrictive));

        var found = (await portal.Get<FindVersions>().RunAsync(await ScopeAsync(portal), 0, Actors.Admin, default)).Value;

        Assert.Equal([4, 3, 2, 1], found.Rows.Select(r => r.Number));
        Assert.Equal(4, found.Count);
        Assert.Equal([RulebookEvents.EnforcementChanged, $"{RulebookEvents.PurposeShared} {RulebookEvents.PurposeCreated}", RulebookEvents.ProfileEdited, RulebookEvents.RulebookCreated], found.Rows.Select(r => string.Join(' ', r.Entries.Select(e => e.Kind))));
        Assert.Equal(("Ada", "new brand"), (found.Rows[2].ActorName, found.Rows[2].Reason));
        Assert.Equal([2, 1], (await portal.Get<FindVersions>().RunAsync(await ScopeAsync(portal), 3, Actors.Admin, default)).Value.Rows.Select(r => r.Number));
    }

    [Fact]
    public async Task What_happened_to_a_purpose_before_or_after_the_profile_used_it_is_no_version_of_the_profile()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu");
        await EditAsync(portal, "commercial", "Before");
        var commercial = (await portal.RulesAsync()).Purpose("commercial")!.Id;
        await portal.Get<SharePurpose>().RunAsync(new((await portal.ViewAsync("eu")).Id, commercial), Actors.Admin, default);
        await EditAsync(portal, "commercial", "While");
        await portal.Get<RemovePurpose>().RunAsync(new((await portal.ViewAsync("eu")).Id, commercial), Actors.Admin, default);
        await EditAsync(portal, "commercial", "After");

        var rows = (await portal.Get<FindVersions>().RunAsync(await ScopeAsync(portal, "eu"), 0, Actors.Admin, default)).Value.Rows;

        Assert.Equal(["While"], rows.SelectMany(r => r.Entries).Where(e => e.Kind == RulebookEvents.PurposeEdited).Select(e => e.SubjectName));
        Assert.Contains(rows[^1].Entries, e => e.Kind == RulebookEvents.ProfileCreated);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_versions_differ_in_what_did_not_change_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await NameAsync("House");
        await portal.AddTopicAsync("tips", new("Tips"));
        await EditTopicAsync("Tips", "Hints");
        await EditTopicAsync("Hints", "Advice");
        await portal.SetAsync(await portal.ViewAsync(), ("commercial", Channel.Email, EnforcementModel.Restrictive));
        await portal.SetAsync(await portal.ViewAsync(), ("commercial", Channel.Email, EnforcementModel.NonRestrictive));
        await NameAsync("Home");

        Assert.Equal(["name: Default → Home", "name.en:  → Advice"], (await CompareAsync(1, 8)).Where(l => l.Contains("name", StringComparison.Ordinal)));
        Assert.DoesNotContain(await CompareAsync(1, 8), l => l.StartsWith("commercial.email", StringComparison.Ordinal));
        Assert.Equal(["commercial.email: nonRestrictive → restrictive"], await CompareAsync(5, 6));
        Assert.Equal(["commercial.email: nonRestrictive → restrictive"], await CompareAsync(6, 5)); // the earlier one comes first, however asked
        Assert.Equal(Refusal.NotFound, (await portal.Get<CompareVersions>().RunAsync(await ScopeAsync(portal), 1, 9, Actors.Admin, default)).Problem!.Refusal);

        Task NameAsync(string name) => EditAsAsync(portal, name);
        async Task EditTopicAsync(string was, string name)
        {
            var purpose = (await portal.ViewAsync()).Purposes[0];
            Assert.True((await portal.Get<EditTopic>().RunAsync(new(purpose.Topics.Single(t => t.Name.In("en") == was).Id, purpose.Version, new(name), new(), Visible: true), Actors.Admin, default)).Ok);
        }

        async Task<List<string>> CompareAsync(int from, int to)
            => [.. (await portal.Get<CompareVersions>().RunAsync(await ScopeAsync(portal), from, to, Actors.Admin, default)).Value.Lines.Select(l => $"{l.Field}: {l.Old} → {l.New}")];
    }

    [Fact]
    public async Task Only_who_may_read_the_rules_sees_their_versions()
    {
        await using var portal = await TestPortal.StartAsync();
        var scope = await ScopeAsync(portal);
        var stranger = Actors.Admin with { Permissions = Permission.ReadContacts };

        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindVersions>().RunAsync(scope, 0, stranger, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindVersions>().RunAsync(new([new("contact", "1")], []), 0, Actors.Admin with { Permissions = Permission.ReadCompliance }, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CompareVersions>().RunAsync(scope, 1, 1, stranger, default)).Problem!.Refusal);
    }

    private static async Task EditAsAsync(TestPortal portal, string name)
        => Assert.True((await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Name = name }, Actors.Admin, default)).Ok);

    private static async Task EditAsync(TestPortal portal, string code, string name)
    {
        var purpose = (await portal.RulesAsync()).Purpose(code)!;
        Assert.True((await portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, new(name), new(), OptOutScope.Address), Actors.Admin, default)).Ok);
    }

    private static async Task<TrailScope> ScopeAsync(TestPortal portal, string code = "default")
        => new([.. (await portal.ViewAsync(code)).Trail.Select(t => new TrailPart(t.Kind, t.Id, t.From, t.Until))], RulebookEvents.All.ToHashSet());
}
