using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class ProfileQuestionTests
{
    [Fact]
    public async Task The_list_says_state_regime_and_what_is_missing_active_ones_first()
    {
        await using var portal = await TestPortal.StartAsync();
        var old = await portal.CreateProfileAsync("a-old", "can-spam");
        await portal.CreateProfileAsync("eu");
        await portal.Get<ChangeProfileActivity>().RunAsync(new(old, false), Actors.Admin, default);

        var rows = (await portal.Get<FindProfiles>().RunAsync(Actors.Analyst, default)).Value;

        Assert.Equal(["default", "eu", "a-old"], rows.Select(r => r.Code));
        Assert.Equal((true, false, "", 3, true), (rows[0].Active, rows[0].DoubleOptIn, rows[0].Regime, rows[0].Purposes, rows[0].LacksImprint));
        Assert.Equal((true, true, "gdpr-eea", false), (rows[1].Active, rows[1].DoubleOptIn, rows[1].Regime, rows[1].LacksImprint));
        Assert.False(rows[2].Active);
    }

    [Fact]
    public async Task A_profile_shows_models_topics_in_order_and_with_whom_each_purpose_is_shared()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu", shareWith: "default");

        var view = await portal.ViewAsync();

        Assert.Equal(["commercial", "transactional", "tracking"], view.Purposes.Select(p => p.Code));
        Assert.Equal(Channels.All, view.Purposes[0].Models.Keys);
        Assert.Equal((EnforcementModel.NonRestrictive, EnforcementModel.Restrictive), (view.Purposes[0].Models[Channel.Email], view.Purposes[0].Models[Channel.Sms]));
        Assert.Equal(["newsletter", "product-updates"], view.Purposes[0].Topics.Select(t => t.Code));
        Assert.All(view.Purposes, p => Assert.Equal(["Profile eu"], p.SharedWith.Select(s => s.Name)));
    }

    [Fact]
    public async Task Who_may_not_read_the_rulebook_is_refused_and_an_unknown_profile_is_not_found()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindProfiles>().RunAsync(Actors.Crm, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadProfile>().RunAsync(new(1), Actors.Crm, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindSharablePurposes>().RunAsync(new(1), Actors.Crm, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadProfile>().RunAsync(new(1), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<FindSharablePurposes>().RunAsync(new(1), Actors.Rep, default)).Problem!.Refusal);
    }
}
