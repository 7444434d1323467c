using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class CopyProfileTests
{
    [Theory, OnEveryDatabase]
    public async Task A_copy_with_purposes_of_its_own_is_alike_and_knows_no_answer(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateProfileAsync("canada", "casl");
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync("canada")) with { Controller = new("Holding SE", "a@example.com", "", "", "https://example.com/p", "3"), DoubleOptIn = true }, Actors.Admin, default);
        await portal.SetAsync(await portal.ViewAsync("canada"), ("canada-commercial", Channel.Push, EnforcementModel.NonRestrictive));
        await portal.AddTopicAsync("news", new("News"), "canada-commercial");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "canada-commercial", with: s => s with { Profile = "canada", ConfirmedAt = portal.Clock.Now() });

        var made = await portal.Get<CopyProfile>().RunAsync(new((await portal.ViewAsync("canada")).Id, "quebec", " Québec ", SharePurposes: false) { Reason = "a law of its own" }, Actors.Admin, default);

        Assert.True(made.Ok);
        var (was, copy) = (await portal.ViewAsync("canada"), await portal.ViewAsync("quebec"));
        Assert.Equal(("Québec", was.CompanyName, was.PostalAddress, "casl@2", true), (copy.Name, copy.CompanyName, copy.PostalAddress, copy.RegimeReference, copy.DoubleOptIn));
        Assert.Equal((was.Controller, was.Deadlines), (copy.Controller, copy.Deadlines));
        Assert.Equal(["quebec-commercial", "quebec-transactional", "quebec-tracking"], copy.Purposes.Select(p => p.Code));
        Assert.Equal(was.Purposes.Select(p => string.Join(' ', p.Models) + p.Validity + p.Facts + p.Scope), copy.Purposes.Select(p => string.Join(' ', p.Models) + p.Validity + p.Facts + p.Scope));
        Assert.Equal(["news"], copy.Purposes[0].Topics.Select(t => t.Code));
        var rules = await portal.RulesAsync();
        Assert.Equal(rules.Wordings.InForce(rules.Purpose("canada-commercial")!, null, "fr")!.Text, rules.Wordings.InForce(rules.Purpose("quebec-commercial")!, null, "fr")!.Text);
        Assert.Equal(ReasonCode.AllowedOptedIn, (await portal.World.AskAsync("ann@example.com", "canada-commercial", profile: "canada")).Decision.Message.Reason);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, (await portal.World.AskAsync("ann@example.com", "quebec-commercial", profile: "quebec")).Decision.Message.Reason);
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.ProfileCreated, "a law of its own"), (told.Entry.Kind, told.Values.Reason));
        Assert.Contains(new Change("copyOf", null, "canada"), told.Values.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_copy_that_shares_purposes_shares_the_consent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        await portal.Get<CopyProfile>().RunAsync(new((await portal.ViewAsync()).Id, "second", "Second", SharePurposes: true), Actors.Admin, default);

        Assert.Equal(ReasonCode.PurposeOptedOut, (await portal.World.AskAsync("ann@example.com", profile: "second")).Decision.Message.Reason);
        Assert.Equal((await portal.ViewAsync()).Purposes.Select(p => p.Id), (await portal.ViewAsync("second")).Purposes.Select(p => p.Id));
        Assert.Equal("Second", Assert.Single((await portal.ViewAsync()).Purposes[0].SharedWith).Name);
    }

    [Fact]
    public async Task A_code_that_is_taken_and_a_profile_that_is_not_there_are_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = (await portal.ViewAsync()).Id;

        Assert.Equal("code", (await portal.Get<CopyProfile>().RunAsync(new(id, "default", "Default", true), Actors.Admin, default)).Problem!.Field);
        Assert.Equal(["code", "name"], (await portal.Get<CopyProfile>().RunAsync(new(id, "No Code", " ", true), Actors.Admin, default)).Problems.Select(p => p.Field));
        Assert.Equal(Refusal.NotFound, (await portal.Get<CopyProfile>().RunAsync(new(new(9), "x", "X", true), Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CopyProfile>().RunAsync(new(id, "x", "X", true), Actors.Officer, default)).Problem!.Refusal);
        Assert.Single((await portal.RulesAsync()).Profiles);
    }
}
