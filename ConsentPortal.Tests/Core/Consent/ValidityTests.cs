using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ValidityTests
{
    private const string Ann = "ann@example.com";

    [Theory, OnEveryDatabase]
    public async Task An_opt_in_ends_as_many_months_after_the_act_as_the_profile_says_and_counts_as_not_set_then(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new(1));
        var january = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        portal.Clock.Advance(january.AddDays(2) - portal.Clock.GetUtcNow());

        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = january });

        Assert.Equal(new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero), (await portal.World.RecordAsync(Ann)).ValidUntil); // the last day of a shorter month
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Ann));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync(Ann));
        Assert.Equal(ConsentStatus.OptedIn, (await portal.World.RecordAsync(Ann)).Status); // expired is derived, never written
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_newer_act_moves_the_end_and_a_changed_rule_moves_none(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new(12));
        var first = portal.Clock.Now();
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = first });
        var end = (await portal.World.RecordAsync(Ann)).ValidUntil;
        Assert.Equal(first.AddMonths(12), end);

        await SetAsync(portal, new(24));
        portal.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(end, (await portal.World.RecordAsync(Ann)).ValidUntil);
        Assert.Equal(RecordOutcome.Unchanged, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = first })).Outcome); // the same file again
        Assert.Equal(RecordOutcome.Unchanged, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn)).Outcome); // a nightly copy tells a state

        var second = portal.Clock.Now();
        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = second })).Outcome);
        Assert.Equal(second.AddMonths(24), (await portal.World.RecordAsync(Ann)).ValidUntil);
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = second.AddMinutes(1), ValidUntil = second.AddDays(3) }); // a stated end stands
        Assert.Equal(second.AddDays(3), (await portal.World.RecordAsync(Ann)).ValidUntil);
    }

    [Theory, OnEveryDatabase]
    public async Task What_has_ended_is_not_revived_by_the_old_act_told_again(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new(6));
        var act = portal.Clock.Now();
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = act });
        portal.Clock.Advance(TimeSpan.FromDays(200));

        Assert.Equal(RecordOutcome.Unchanged, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { OccurredAt = act })).Outcome);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync(Ann));
        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn)).Outcome); // an event without a date is an act of now
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Ann));
    }

    [Theory, OnEveryDatabase]
    public async Task Implied_consent_is_counted_from_the_purchase_anew_with_each_and_an_inquiry_never_shortens_it(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new(null, 24, 6));
        var bought = portal.Clock.Now().AddMonths(-20);

        var first = await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, bought);
        Assert.Equal(RecordOutcome.Recorded, first.Outcome);
        Assert.Equal("implied_purchase", (await portal.World.EventsAsync())[^1].Reason);
        Assert.Equal(bought.AddMonths(24), (await portal.World.RecordAsync(Ann)).ValidUntil);

        Assert.Equal(RecordOutcome.Unchanged, (await ImpliedAsync(portal, ConsentBasis.ImpliedInquiry, bought.AddMonths(1))).Outcome);
        Assert.Equal(RecordOutcome.Recorded, (await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, bought.AddMonths(10))).Outcome);
        Assert.Equal(bought.AddMonths(34), (await portal.World.RecordAsync(Ann)).ValidUntil);

        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn)).Outcome); // said outright: no end under CASL
        Assert.Null((await portal.World.RecordAsync(Ann)).ValidUntil);
        Assert.Equal(RecordOutcome.Unchanged, (await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, portal.Clock.Now())).Outcome);
        Assert.Null((await portal.World.RecordAsync(Ann)).ValidUntil);
    }

    [Theory, OnEveryDatabase]
    public async Task A_purchase_never_lifts_an_opt_out_and_counts_only_where_the_profile_accepts_it(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new(null, 24));
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut);
        portal.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(RecordOutcome.KeptOptOut, (await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, portal.Clock.Now(), Actors.CrmThatReopts)).Outcome);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Ann));
        Assert.StartsWith("basis: the profile", (await ImpliedAsync(portal, ConsentBasis.ImpliedInquiry, portal.Clock.Now())).Error, StringComparison.Ordinal);
        Assert.StartsWith("occurredAt:", (await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, null)).Error, StringComparison.Ordinal);
        Assert.StartsWith("basis: only an opt-in", (await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut, with: s => s with { Basis = ConsentBasis.ImpliedPurchase })).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transactional_purpose_has_no_end_and_the_ledger_holds()
    {
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, new(12, 24, 6));
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, "transactional");
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn);
        await ImpliedAsync(portal, ConsentBasis.ImpliedPurchase, portal.Clock.Now());

        Assert.Null((await portal.World.RecordAsync(Ann, "transactional")).ValidUntil);
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actor.System, default)).Value.Fault);
    }

    private static Task<RecordResult> ImpliedAsync(TestPortal portal, ConsentBasis basis, DateTimeOffset? at, Actor? by = null)
        => portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, by: by, with: s => s with { Basis = basis, OccurredAt = at });

    private static async Task<TestPortal> StartAsync(DatabaseProvider provider, ValidityTerms terms)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.World.ModelAsync(EnforcementModel.Restrictive);
        await SetAsync(portal, terms);
        return portal;
    }

    private static async Task SetAsync(TestPortal portal, ValidityTerms terms)
    {
        var view = await portal.ViewAsync();
        Assert.True((await portal.Get<SetValidity>().RunAsync(new(view.Id, view.Version, view.Purposes.Single(p => p.Code == "commercial").Id, terms), Actors.Admin, default)).Ok);
    }
}
