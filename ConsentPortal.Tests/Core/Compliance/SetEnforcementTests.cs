using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class SetEnforcementTests
{
    [Theory, OnEveryDatabase]
    public async Task A_changed_model_changes_the_next_decision_and_as_of_then_the_old_one_still_answers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        var then = portal.Clock.GetUtcNow();

        var outcome = await portal.SetAsync(view, ("commercial", Channel.Email, EnforcementModel.Restrictive), ("transactional", Channel.Sms, EnforcementModel.Disabled), ("tracking", Channel.Push, EnforcementModel.Restrictive));

        Assert.True(outcome.Ok);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", at: then));
        Assert.Equal(ReasonCode.AllowedNotEnforced, await portal.World.ReasonAsync("+4915112345678", "transactional"));
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.EnforcementChanged, "Default"), (told.Entry.Kind, told.Values.Subject));
        Assert.Equal([new("commercial.email", "nonRestrictive", "restrictive"), new("transactional.sms", "nonRestrictive", "disabled")], told.Values.Changes); // the third was so already
        Assert.Equal(view.Version + 1, (await portal.ViewAsync()).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task Saving_the_same_models_announces_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();
        var told = (await portal.AuditAsync()).Count;

        Assert.True((await portal.SetAsync(view, ("commercial", Channel.Email, EnforcementModel.NonRestrictive))).Ok);

        Assert.Equal((told, view.Version), ((await portal.AuditAsync()).Count, (await portal.ViewAsync()).Version));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_transactional_purpose_can_do_without_a_check_and_nothing_else_of_that_save_happens(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();

        var refused = await portal.SetAsync(view, ("commercial", Channel.Email, EnforcementModel.Disabled), ("tracking", Channel.Sms, EnforcementModel.Disabled), ("commercial", Channel.Sms, EnforcementModel.NonRestrictive));

        Assert.Equal(["models.commercial.email", "models.tracking.sms"], refused.Problems.Select(p => p.Field));
        Assert.Equal(EnforcementModel.Restrictive, (await portal.ViewAsync()).Purposes[0].Models[Channel.Sms]);
    }

    [Fact]
    public async Task A_data_use_purpose_has_one_model_and_others_one_a_channel()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddPurposeAsync("profiling", PurposeType.DataUse);
        var view = await portal.ViewAsync();

        Assert.Equal("models.profiling.email", (await portal.SetAsync(view, ("profiling", Channel.Email, EnforcementModel.Restrictive))).Problem!.Field);
        Assert.Equal("models.commercial.none", (await portal.SetAsync(view, ("commercial", Channel.None, EnforcementModel.Restrictive))).Problem!.Field);
        Assert.True((await portal.SetAsync(view, ("profiling", Channel.None, EnforcementModel.NonRestrictive))).Ok);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", "profiling"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_second_of_two_who_edit_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var both = await portal.ViewAsync();
        await portal.SetAsync(both, ("commercial", Channel.Email, EnforcementModel.Restrictive));

        var second = await portal.SetAsync(both, ("commercial", Channel.Sms, EnforcementModel.NonRestrictive));

        Assert.Equal((Refusal.Conflict, RulebookWriter.VersionField), (second.Problem!.Refusal, second.Problem.Field));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_changes_in_the_same_microsecond_or_after_the_clock_was_set_back_leave_one_rule(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var then = portal.Clock.Now();
        foreach (var model in new[] { EnforcementModel.Restrictive, EnforcementModel.NonRestrictive, EnforcementModel.Restrictive })
        {
            await AtAsync(portal, then, model);
        }

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com", at: then));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", at: then.AddMicroseconds(-1)));

        await AtAsync(portal, then.AddHours(-1), EnforcementModel.NonRestrictive);

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", at: then.AddMicroseconds(-1)));
        var commercial = (await portal.RulesAsync()).Purpose("commercial")!.Id;
        Assert.Single((await portal.RulesAsync()).Profile("default")!.Enforcements, e => e.IsOpen && e.Channel == Channel.Email && e.PurposeId == commercial);
    }

    [Fact]
    public async Task A_purpose_of_another_profile_and_a_profile_that_is_not_there_are_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu");
        var view = await portal.ViewAsync();

        Assert.Equal(Refusal.Conflict, (await portal.SetAsync(view, ("eu-commercial", Channel.Email, EnforcementModel.Restrictive))).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<SetEnforcement>().RunAsync(new(new(9), 0, []), Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SetEnforcement>().RunAsync(new(view.Id, view.Version, []), Actors.Rep, default)).Problem!.Refusal);
    }

    // the clock of the tests never stands still, so this writes as a verb does, at a time of its own
    private static async Task AtAsync(TestPortal portal, DateTimeOffset now, EnforcementModel model)
    {
        await using var db = portal.NewDb();
        RulebookEdit edit = new(db, portal.Get<IdSource>(), now, Actors.Admin, default);
        var profile = (await edit.ProfileAsync((await portal.ViewAsync()).Id))!;
        var purpose = (await edit.PurposeAsync((await portal.RulesAsync()).Purpose("commercial")!.Id))!;
        edit.Make.Enforce(profile, purpose, Channel.Email, model);
        edit.Announce(RulebookEvents.EnforcementChanged, profile, new());
        await db.SaveChangesAsync();
    }
}
