using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class RecordConsentTests
{
    [Theory, OnEveryDatabase]
    public async Task An_opt_out_is_recorded_with_its_event_and_the_next_decision_says_no(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        var result = await portal.World.SaysAsync("Ann@Example.com", ConsentStatus.OptedOut);

        Assert.Equal(RecordOutcome.Recorded, result.Outcome);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        var happened = Assert.Single(await portal.World.EventsAsync());
        Assert.Equal((result.EventId, 1), (happened.Id, happened.Sequence));
        Assert.Equal(LedgerLeaf.Of(happened), happened.LeafHash);
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_status_again_changes_nothing_and_names_the_standing_event(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var first = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);

        var again = await portal.World.SaysAsync("ANN@example.com", ConsentStatus.OptedIn);

        Assert.Equal(new RecordResult(RecordOutcome.Unchanged, first.EventId), again);
        Assert.Single(await portal.World.EventsAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Opting_in_over_an_opt_out_without_a_newer_act_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var no = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        var yes = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var older = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: i => i with { OccurredAt = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var newer = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts);

        Assert.Equal(new RecordResult(RecordOutcome.KeptOptOut, no.EventId), yes);
        Assert.Equal(RecordOutcome.KeptOptOut, older.Outcome);
        Assert.Equal(RecordOutcome.Recorded, newer.Outcome);
        Assert.Equal(ConsentStatus.OptedIn, (await portal.World.RecordAsync("ann@example.com")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_writers_at_the_same_instant_lose_no_event_and_the_opt_out_wins(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var when = new DateTimeOffset(2026, 1, 10, 8, 0, 0, TimeSpan.Zero);

        for (var i = 0; i < 200; i++)
        {
            var address = $"both{i}@example.com";
            Task<RecordResult> Write(ConsentStatus status) => Task.Run(() => portal.World.SaysAsync(address, status, by: Actors.CrmThatReopts, with: s => s with { OccurredAt = when }));
            var results = await Task.WhenAll(Write(ConsentStatus.OptedIn), Write(ConsentStatus.OptedOut));

            Assert.Equal(RecordOutcome.Recorded, results[1].Outcome);
            Assert.Contains(results[0].Outcome, new[] { RecordOutcome.Recorded, RecordOutcome.KeptOptOut });
            Assert.Equal(ConsentStatus.OptedOut, (await portal.World.RecordAsync(address)).Status);
        }

        var events = await portal.World.EventsAsync();
        Assert.Equal(200, events.Count(e => e.NewStatus == ConsentStatus.OptedOut));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Sequence));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_model_holds_from_the_next_decision_on_and_as_of_then_the_old_one_still_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        var before = portal.Clock.GetUtcNow();

        await portal.World.ModelAsync(EnforcementModel.Restrictive);

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", at: before));
    }
}
