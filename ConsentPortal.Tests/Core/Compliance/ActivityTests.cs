using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class ActivityTests
{
    [Theory, OnEveryDatabase("profile"), OnEveryDatabase("purpose"), OnEveryDatabase("topic")]
    public async Task What_is_deactivated_is_answered_so_until_it_is_reactivated(DatabaseProvider provider, string what)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Task<ReasonCode> AskAsync(DateTimeOffset? at = null) => portal.World.ReasonAsync("ann@example.com", topic: "newsletter", at: at);
        var active = portal.Clock.GetUtcNow();

        Assert.True((await SwitchAsync(portal, what, false)).Ok);

        Assert.Equal(ReasonCode.PurposeInactive, await AskAsync());
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await AskAsync(active));
        var told = await portal.LastAuditAsync();
        Assert.Equal(($"{what}.deactivated", new Change("active", "True", "False")), (told.Entry.Kind, Assert.Single(told.Values.Changes)));
        Assert.True((await SwitchAsync(portal, what, false)).Ok);
        Assert.Equal(told.Entry.Id, (await portal.LastAuditAsync()).Entry.Id); // it was so already: nothing announced
        var inactive = portal.Clock.GetUtcNow();

        Assert.True((await SwitchAsync(portal, what, true)).Ok);

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await AskAsync());
        Assert.Equal(ReasonCode.PurposeInactive, await AskAsync(inactive));
        Assert.Equal($"{what}.reactivated", (await portal.LastAuditAsync()).Entry.Kind);
    }

    [Theory, OnEveryDatabase("profile"), OnEveryDatabase("purpose"), OnEveryDatabase("topic")]
    public async Task Four_who_switch_at_once_leave_one_state_and_one_entry(DatabaseProvider provider, string what)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var told = (await portal.AuditAsync()).Count;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SwitchAsync(portal, what, false))));

        Assert.All(outcomes, o => Assert.True(o.Ok));
        Assert.Equal(told + 1, (await portal.AuditAsync()).Count);
        var rules = await portal.RulesAsync();
        IEnumerable<Period> states = what switch { "profile" => rules.Profile("default")!.States, "purpose" => rules.Purpose("commercial")!.States, _ => rules.Purpose("commercial")!.Topics[0].States };
        Assert.Single(states, s => s.IsOpen);
    }

    [Fact]
    public async Task Deactivating_keeps_double_opt_in_and_scope()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu");
        var view = await portal.ViewAsync("eu");
        await portal.Get<EditPurpose>().RunAsync(new(view.Purposes[0].Id, view.Purposes[0].Version, view.Purposes[0].Name, view.Purposes[0].Description, OptOutScope.Contact), Actors.Admin, default);

        await portal.Get<ChangeProfileActivity>().RunAsync(new(view.Id, false), Actors.Admin, default);
        await portal.Get<ChangePurposeActivity>().RunAsync(new(view.Purposes[0].Id, false), Actors.Admin, default);

        var after = await portal.ViewAsync("eu");
        Assert.Equal((false, true, false, OptOutScope.Contact), (after.Active, after.DoubleOptIn, after.Purposes[0].Active, after.Purposes[0].Scope));
    }

    [Fact]
    public async Task Only_who_may_edit_switches_and_only_what_there_is()
    {
        await using var portal = await TestPortal.StartAsync();
        var view = await portal.ViewAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ChangeProfileActivity>().RunAsync(new(view.Id, false), Actors.Officer, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ChangePurposeActivity>().RunAsync(new(view.Purposes[0].Id, false), Actors.Officer, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<ChangeProfileActivity>().RunAsync(new(new(2), false), Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<ChangePurposeActivity>().RunAsync(new(new(2), false), Actors.Admin, default)).Problem!.Refusal);
    }

    private static async Task<Outcome<Done>> SwitchAsync(TestPortal portal, string what, bool active)
    {
        var rules = await portal.RulesAsync();
        return what switch
        {
            "profile" => await portal.Get<ChangeProfileActivity>().RunAsync(new(rules.Profile("default")!.Id, active), Actors.Admin, default),
            "purpose" => await portal.Get<ChangePurposeActivity>().RunAsync(new(rules.Purpose("commercial")!.Id, active), Actors.Admin, default),
            _ => await portal.Get<ChangeTopicActivity>().RunAsync(new(rules.Purpose("commercial")!.Topics[0].Id, active), Actors.Admin, default),
        };
    }
}
