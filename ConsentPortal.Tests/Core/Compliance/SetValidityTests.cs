using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class SetValidityTests
{
    [Theory, OnEveryDatabase]
    public async Task Validity_is_kept_over_time_told_in_the_trail_and_the_same_again_is_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();

        Assert.True((await SetAsync(portal, view, "commercial", new(24, 24, 6))).Ok);
        var told = await portal.LastAuditAsync();
        Assert.Equal(RulebookEvents.ValidityChanged, told.Entry.Kind);
        Assert.Equal([new("commercial.optInMonths", null, "24"), new("commercial.purchaseMonths", null, "24"), new("commercial.inquiryMonths", null, "6")], told.Values.Changes);
        view = await portal.ViewAsync();
        Assert.Equal(new(24, 24, 6), view.Purposes.Single(p => p.Code == "commercial").Validity);

        Assert.True((await SetAsync(portal, view, "commercial", new(24, 24, 6))).Ok);
        Assert.Equal(view.Version, (await portal.ViewAsync()).Version);

        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await SetAsync(portal, view, "commercial", ValidityTerms.Unlimited)).Ok);
        var periods = (await portal.RulesAsync()).Profile("default")!.Validities.OrderBy(v => v.From).ToList();
        Assert.Equal([false, true], periods.Select(p => p.IsOpen));
        Assert.Equal(periods[0].Until, periods[1].From);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var view = await portal.ViewAsync();

        Assert.Equal(["optInMonths", "inquiryMonths"], (await SetAsync(portal, view, "commercial", new(0, 120, 121))).Problems.Select(p => p.Field));
        Assert.Equal("optInMonths", (await SetAsync(portal, view, "transactional", new(12))).Problem!.Field);
        Assert.Equal("purchaseMonths", (await SetAsync(portal, view, "tracking", new(12, 24))).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SetValidity>().RunAsync(new(view.Id, view.Version, view.Purposes[0].Id, new(12)), Actors.Rep, default)).Problem!.Refusal);
        Assert.True((await SetAsync(portal, view, "tracking", new(12))).Ok);
        Assert.Equal(RulebookWriter.VersionField, (await SetAsync(portal, view, "tracking", new(24))).Problem!.Field);
    }

    [Fact]
    public async Task Canada_starts_with_implied_consent_that_ends_and_europe_without_an_end()
    {
        await using var portal = await TestPortal.StartAsync();
        Assert.Equal("casl", RegimePresets.For("CA").Code);
        await portal.CreateProfileAsync("canada", "casl");
        await portal.CreateProfileAsync("europe");

        var canada = (await portal.ViewAsync("canada")).Purposes;
        Assert.Equal(new(null, 24, 6), canada.Single(p => p.Type == PurposeType.Commercial).Validity);
        Assert.All(canada.Where(p => p.Type != PurposeType.Commercial), p => Assert.Equal(ValidityTerms.Unlimited, p.Validity));
        Assert.All(canada.Single(p => p.Type == PurposeType.Commercial).Models.Values, m => Assert.Equal(EnforcementModel.Restrictive, m));
        Assert.All((await portal.ViewAsync("europe")).Purposes, p => Assert.Equal(ValidityTerms.Unlimited, p.Validity));
    }

    private static async Task<Outcome<Done>> SetAsync(TestPortal portal, ReadProfile.View opened, string purpose, ValidityTerms terms)
        => await portal.Get<SetValidity>().RunAsync(new(opened.Id, opened.Version, opened.Purposes.Single(p => p.Code == purpose).Id, terms), Actors.Admin, default);
}
