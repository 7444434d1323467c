using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class CreateProfileTests
{
    private static readonly CreateProfile.Command Europe = new("eu", "  Europe ", "Example GmbH", "Hauptstraße 1\n10115 Berlin", "gdpr-eea") { DefaultLanguage = "de", Applications = ["CRM", " crm ", "", "Shop"] };

    [Theory, OnEveryDatabase]
    public async Task A_profile_of_its_own_starts_with_three_purposes_as_the_preset_says(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var made = await portal.Get<CreateProfile>().RunAsync(Europe, Actors.Admin, default);

        var rules = await portal.RulesAsync();
        var profile = rules.Profile(made.Value)!;
        Assert.Equal(("eu", "Europe", (short)2, "gdpr-eea@2", "de", true, true), (profile.Code, profile.Name, profile.Number, profile.Regime, profile.DefaultLanguage, profile.State.Active, profile.State.DoubleOptIn));
        Assert.Equal(["CRM", "Shop"], profile.Applications);
        Assert.Equal(["eu-commercial", "eu-transactional", "eu-tracking"], rules.PurposesOf(profile).Select(p => p.Code));
        Assert.Equal(EnforcementModel.Restrictive, Rulebook.ModelOf(profile, rules.Purpose("eu-commercial")!, Channel.Email));
        Assert.Equal(EnforcementModel.NonRestrictive, Rulebook.ModelOf(profile, rules.Purpose("eu-transactional")!, Channel.Sms));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, (await portal.World.AskAsync("ann@example.com", "eu-commercial", profile: "eu")).Decision.Message.Reason);
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.ProfileCreated, "Europe"), (told.Entry.Kind, told.Values.Subject));
        Assert.Contains(new Change("purposes", null, "eu-commercial, eu-transactional, eu-tracking"), told.Values.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_profile_that_shares_purposes_shares_the_consent_but_not_the_models(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var other = (await portal.RulesAsync()).Profile("default")!.Id;

        await portal.Get<CreateProfile>().RunAsync(Europe with { ShareWith = other }, Actors.Admin, default);

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, (await portal.World.AskAsync("ann@example.com", profile: "eu")).Decision.Message.Reason);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        Assert.Equal(ReasonCode.AllowedOptedIn, (await portal.World.AskAsync("ann@example.com", profile: "eu")).Decision.Message.Reason);
    }

    [Fact]
    public async Task A_code_that_is_taken_or_too_long_for_its_purposes_is_handled()
    {
        await using var portal = await TestPortal.StartAsync();
        var longest = new string('e', 60);

        Assert.True((await portal.Get<CreateProfile>().RunAsync(Europe with { Code = longest }, Actors.Admin, default)).Ok);
        Assert.True((await portal.Get<CreateProfile>().RunAsync(Europe with { Code = longest[1..] }, Actors.Admin, default)).Ok);
        var twice = await portal.Get<CreateProfile>().RunAsync(Europe with { Code = longest }, Actors.Admin, default);

        Assert.Equal((Refusal.Conflict, "code"), (twice.Problem!.Refusal, twice.Problem.Field));
        var codes = (await portal.RulesAsync()).Purposes.Select(p => p.Code).ToList();
        Assert.All(codes, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code));
        Assert.Contains(codes, c => c.EndsWith("-commercial-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync();

        var refused = await portal.Get<CreateProfile>().RunAsync(
            new("No Code", " ", new('c', 121), new('a', 401), "mars") { DefaultLanguage = "german", Applications = [new('x', 121)] }, Actors.Admin, default);

        Assert.Equal(["code", "name", "companyName", "postalAddress", "defaultLanguage", "applications", "regime"], refused.Problems.Select(p => p.Field));
        Assert.Equal(["shareWith"], (await portal.Get<CreateProfile>().RunAsync(Europe with { ShareWith = new(5) }, Actors.Admin, default)).Problems.Select(p => p.Field));
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CreateProfile>().RunAsync(Europe, Actors.Rep, default)).Problem!.Refusal);
        Assert.Single((await portal.RulesAsync()).Profiles);
    }

    [Theory, OnEveryDatabase]
    public async Task Profiles_made_at_once_get_numbers_of_their_own(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => portal.Get<CreateProfile>().RunAsync(Europe with { Code = $"p{n}" }, Actors.Admin, default))));

        Assert.All(made, m => Assert.True(m.Ok));
        Assert.Equal([1, 2, 3, 4, 5], (await portal.RulesAsync()).Profiles.Select(p => (int)p.Number).Order());
    }
}
