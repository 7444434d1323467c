using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ConsentLedgerTests
{
    private const string Shared = "family@example.com";

    [Theory, OnEveryDatabase]
    public async Task An_opt_out_that_names_nobody_stops_every_contact_on_the_address(DatabaseProvider provider)
    {
        await using var portal = await FamilyAsync(provider);

        var result = await portal.World.SaysAsync(Shared, ConsentStatus.OptedOut, with: s => s with { Action = ConsentAction.OneClick });

        Assert.Equal(RecordOutcome.Recorded, result.Outcome);
        Assert.Equal(2, (await portal.World.EventsAsync()).Count(e => e.NewStatus == ConsentStatus.OptedOut && !e.KeyContactId.IsNone));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared, contact: "ann"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared, contact: "bob"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_people_on_one_address_choose_apart_and_without_a_name_the_stricter_choice_counts(DatabaseProvider provider)
    {
        await using var portal = await FamilyAsync(provider);
        await portal.World.SaysAsync(Shared, ConsentStatus.OptedIn, with: s => s with { Contact = "ann" });
        await portal.World.SaysAsync(Shared, ConsentStatus.OptedOut, with: s => s with { Contact = "bob" });

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Shared, contact: "ann"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared, contact: "bob"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared));
    }

    [Theory, OnEveryDatabase]
    public async Task A_contact_who_left_still_counts_with_an_opt_out_when_nobody_is_named(DatabaseProvider provider)
    {
        await using var portal = await FamilyAsync(provider);
        await portal.World.SaysAsync(Shared, ConsentStatus.OptedOut, with: s => s with { Contact = "bob" });
        await using var db = portal.NewDb();
        var bob = await db.Set<ConsentPortal.Core.Contacts.Contact>().SingleAsync(c => c.ExternalId == "bob");
        var before = portal.Clock.GetUtcNow();

        await portal.World.LeavesAsync(bob.Id, Shared);

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared));
        Assert.Equal(ReasonCode.ContactMismatch, await portal.World.ReasonAsync(Shared, contact: "bob"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared, contact: "bob", at: before));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync(Shared, contact: "ann"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_opt_in_on_a_shared_address_must_say_whose_it_is(DatabaseProvider provider)
    {
        await using var portal = await FamilyAsync(provider);

        var result = await portal.World.SaysAsync(Shared, ConsentStatus.OptedIn);

        Assert.Equal(RecordOutcome.Invalid, result.Outcome);
        Assert.StartsWith("contact:", result.Error, StringComparison.Ordinal);
        Assert.Empty(await portal.World.EventsAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task When_the_scope_moves_to_the_address_an_opt_out_of_a_contact_is_not_lifted_without_a_newer_act(DatabaseProvider provider)
    {
        await using var portal = await FamilyAsync(provider);
        var no = await portal.World.SaysAsync(Shared, ConsentStatus.OptedOut, with: s => s with { Contact = "bob" });
        await portal.World.ScopeAsync(OptOutScope.Address);

        var import = await portal.World.SaysAsync(Shared, ConsentStatus.OptedIn);
        Assert.Equal(new RecordResult(RecordOutcome.KeptOptOut, no.EventId), import);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Shared));

        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync(Shared, ConsentStatus.OptedIn, by: Actors.CrmThatReopts)).Outcome);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Shared));
    }

    [Theory, OnEveryDatabase]
    public async Task A_kept_opt_out_is_named_by_its_own_event(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync(Shared, null, with: s => s with { PausedUntil = portal.Clock.GetUtcNow().AddDays(1) });
        var no = await portal.World.SaysAsync(Shared, ConsentStatus.OptedOut); // hangs on the address: nobody uses it yet
        await portal.World.ScopeAsync(OptOutScope.Contact);
        await portal.World.PersonAsync("ann", [Shared]);
        await portal.World.SaysAsync(Shared, null, with: s => s with { Contact = "ann", PausedUntil = portal.Clock.GetUtcNow().AddDays(2) });

        Assert.Equal(new RecordResult(RecordOutcome.KeptOptOut, no.EventId), await portal.World.SaysAsync(Shared, ConsentStatus.OptedIn, with: s => s with { Contact = "ann" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Times_that_differ_by_less_than_the_database_keeps_are_equal(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var when = new DateTimeOffset(2026, 1, 10, 10, 0, 0, TimeSpan.FromHours(2)).AddTicks(3);
        var until = portal.Clock.GetUtcNow().AddYears(1).AddTicks(7);

        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { OccurredAt = when });
        Assert.Equal(RecordOutcome.KeptOptOut, (await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { OccurredAt = when })).Outcome);
        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, with: s => s with { ValidUntil = until })).Outcome);
        Assert.Equal(RecordOutcome.Unchanged, (await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, with: s => s with { ValidUntil = until })).Outcome);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("bob@example.com", at: portal.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(5))));
    }

    [Theory, OnEveryDatabase]
    public async Task A_guardians_yes_after_the_same_yes_of_others_lets_the_child_be_written_to(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("kim", ["kim@example.com"], f => f with { Child = true });
        await portal.World.SaysAsync("kim@example.com", ConsentStatus.OptedIn);
        Assert.Equal(ReasonCode.Child, await portal.World.ReasonAsync("kim@example.com"));

        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync("kim@example.com", ConsentStatus.OptedIn, with: s => s with { ActorKind = ActorKind.Guardian })).Outcome);

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("kim@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_confirmed_opt_in_lifts_a_marketing_suppression_for_its_purpose_only_and_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ModelAsync(EnforcementModel.NonRestrictive, "tracking");
        foreach (var reason in new[] { SuppressionReason.Erasure, SuppressionReason.Complaint })
        {
            await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, reason), Actors.Officer, default);
        }

        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com")); // not confirmed
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = portal.Clock.GetUtcNow() });
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = portal.Clock.GetUtcNow() });

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com", "tracking"));
        await using var db = portal.NewDb();
        Assert.Equal(2, await db.Set<SuppressionLift>().CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_suppression_that_is_no_word_of_the_person_or_came_later_is_not_lifted(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var confirmed = portal.Clock.GetUtcNow();
        var add = portal.Get<AddSuppression>();
        await add.RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Manual), Actors.Officer, default);
        await add.RunAsync(new(new(Channel.Email, "bob@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Officer, default);
        await add.RunAsync(new(new(Channel.Email, "eve@example.com"), SuppressionScope.Address, null, SuppressionReason.Complaint), Actors.Officer, default);

        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = portal.Clock.GetUtcNow() });
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = confirmed });
        await portal.World.SaysAsync("eve@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = portal.Clock.GetUtcNow() });

        foreach (var address in new[] { "ann@example.com", "bob@example.com", "eve@example.com" })
        {
            Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync(address));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task One_wording_is_one_side_row_and_one_request_is_one_origin(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ConsentEvidence evidence = new() { Wording = "Yes.", Ip = "192.0.2.1", UserAgent = "Mozilla" };
        var items = Enumerable.Range(0, 3).Select(i => new ConsentStatement { Channel = Channel.Email, Address = $"p{i}@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn, Evidence = evidence });
        await portal.Get<RecordConsent>().RunAsync(new([.. items]), Actors.Crm, default);
        await portal.World.SaysAsync("later@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = evidence });

        var events = await portal.World.EventsAsync();

        Assert.Single(events.Select(e => e.WordingId).Distinct());
        Assert.Equal(2, events.Select(e => e.OriginId).Distinct().Count());
        await using var db = portal.NewDb();
        Assert.Single(await db.Set<Wording>().ToListAsync());
    }

    // ann and bob share an address, and commercial consent hangs on the contact
    private static async Task<TestPortal> FamilyAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        await portal.World.PersonAsync("ann", [Shared]);
        await portal.World.PersonAsync("bob", [Shared]);
        return portal;
    }
}
