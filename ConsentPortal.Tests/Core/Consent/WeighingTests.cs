using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>"Which write wins", sentence by sentence.</summary>
public sealed class WeighingTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_word_is_recorded()
    {
        Assert.Equal((RecordOutcome.Recorded, ConsentStatus.OptedIn, true), Short(Weigh(Yes())));
        Assert.Equal((RecordOutcome.Recorded, ConsentStatus.OptedOut, true), Short(Weigh(No())));
    }

    [Fact]
    public void A_missing_time_is_now_and_one_too_far_ahead_is_clamped_with_the_original_kept()
    {
        Assert.Equal((Now, null), Times(Weigh(No() with { OccurredAt = null })));
        Assert.Equal((Now.AddMinutes(5), null), Times(Weigh(No() with { OccurredAt = Now.AddMinutes(5) })));
        Assert.Equal((Now, Now.AddMinutes(6)), Times(Weigh(No() with { OccurredAt = Now.AddMinutes(6) })));
    }

    [Theory]
    [InlineData(ActorKind.Subject, RecordOutcome.Older)]
    [InlineData(ActorKind.Guardian, RecordOutcome.Older)]
    [InlineData(ActorKind.Staff, RecordOutcome.Recorded)]
    [InlineData(ActorKind.Import, RecordOutcome.Recorded)]
    [InlineData(ActorKind.Application, RecordOutcome.Recorded)]
    [InlineData(ActorKind.System, RecordOutcome.Recorded)]
    public void An_opt_out_dated_before_the_opt_in_is_history_only_where_the_person_opted_in(ActorKind by, RecordOutcome expected)
    {
        var weighed = Weigh(No() with { OccurredAt = Now.AddDays(-9) }, Stored(ConsentStatus.OptedIn, by));

        Assert.Equal((expected, ConsentStatus.OptedOut, expected == RecordOutcome.Recorded), Short(weighed));
    }

    [Fact]
    public void At_equal_times_the_opt_out_wins_whoever_comes_first()
    {
        var then = Stored(ConsentStatus.OptedIn, ActorKind.Subject).OccurredAt;

        Assert.Equal(RecordOutcome.Recorded, Weigh(No() with { OccurredAt = then }, Stored(ConsentStatus.OptedIn, ActorKind.Subject)).Outcome);
        Assert.Equal(RecordOutcome.KeptOptOut, Weigh(Yes(ReoptIn.NewerAct) with { OccurredAt = then }, Stored(ConsentStatus.OptedOut)).Outcome);
    }

    [Fact]
    public void A_yes_that_claims_a_time_ahead_does_not_outlive_a_no_that_came_after_it()
    {
        var ahead = Stored(ConsentStatus.OptedIn, ActorKind.Subject, occurred: Now.AddMinutes(3), recorded: Now.AddMinutes(-1));

        Assert.Equal(RecordOutcome.Recorded, Weigh(No() with { OccurredAt = Now }, ahead).Outcome);
    }

    [Theory]
    [InlineData(ReoptIn.No, -1, false, RecordOutcome.KeptOptOut)]
    [InlineData(ReoptIn.No, 2, false, RecordOutcome.KeptOptOut)]
    [InlineData(ReoptIn.NewerAct, -1, false, RecordOutcome.KeptOptOut)]
    [InlineData(ReoptIn.NewerAct, 1, false, RecordOutcome.Recorded)]
    [InlineData(ReoptIn.NewerAct, 1, true, RecordOutcome.Pending)]
    [InlineData(ReoptIn.NewerAct, null, false, RecordOutcome.Recorded)]
    [InlineData(ReoptIn.NewerDatedAct, 1, false, RecordOutcome.Recorded)]
    [InlineData(ReoptIn.NewerDatedAct, null, false, RecordOutcome.KeptOptOut)]
    [InlineData(ReoptIn.NewerDatedAct, -1, false, RecordOutcome.KeptOptOut)]
    public void An_opt_in_over_an_opt_out_needs_a_newer_act_of_the_person(ReoptIn may, int? daysAfter, bool lacksConfirmation, RecordOutcome expected)
    {
        var stored = Stored(ConsentStatus.OptedOut);
        var weighed = Weigh(Yes(may) with { OccurredAt = daysAfter is { } days ? stored.OccurredAt.AddDays(days) : null, LacksConfirmation = lacksConfirmation }, stored);

        Assert.Equal(expected, weighed.Outcome);
        Assert.Equal(expected == RecordOutcome.Recorded, weighed.Applied); // pending leaves the opt-out in its record
        Assert.Equal(expected == RecordOutcome.KeptOptOut ? stored : null, weighed.Kept);
    }

    [Fact]
    public void A_valid_opt_in_is_not_questioned_by_an_unconfirmed_one_and_an_expired_one_is()
    {
        var unconfirmed = Yes() with { LacksConfirmation = true };

        Assert.Equal((RecordOutcome.Unchanged, ConsentStatus.OptedIn, false), Short(Weigh(unconfirmed, Stored(ConsentStatus.OptedIn))));
        Assert.Equal((RecordOutcome.Pending, ConsentStatus.Pending, true), Short(Weigh(unconfirmed, Stored(ConsentStatus.OptedIn, validUntil: Now))));
        Assert.Equal((RecordOutcome.Pending, ConsentStatus.Pending, true), Short(Weigh(unconfirmed)));
        Assert.Equal(RecordOutcome.Unchanged, Weigh(unconfirmed, Stored(ConsentStatus.Pending)).Outcome);
        Assert.Equal(RecordOutcome.Recorded, Weigh(Yes(), Stored(ConsentStatus.Pending)).Outcome);
    }

    [Fact]
    public void The_same_again_is_unchanged_unless_validity_or_evidence_differ()
    {
        Assert.Equal(RecordOutcome.Unchanged, Weigh(No() with { OccurredAt = Now }, Stored(ConsentStatus.OptedOut)).Outcome);
        Assert.True(Weigh(Yes(), Stored(ConsentStatus.OptedIn)).SameUnlessEvidenceDiffers);
        Assert.False(Weigh(Yes() with { ValidUntil = Now.AddYears(1) }, Stored(ConsentStatus.OptedIn)).SameUnlessEvidenceDiffers);
        Assert.False(Weigh(Yes(), Stored(ConsentStatus.OptedIn, validUntil: Now.AddDays(1))).SameUnlessEvidenceDiffers);
        Assert.Equal(RecordOutcome.Older, Weigh(Yes() with { OccurredAt = Now.AddDays(-9), ValidUntil = Now.AddYears(1) }, Stored(ConsentStatus.OptedIn)).Outcome);
    }

    [Theory]
    [InlineData(ActorKind.Staff, ActorKind.Guardian, false)]
    [InlineData(ActorKind.Subject, ActorKind.Guardian, false)]
    [InlineData(ActorKind.Import, ActorKind.Subject, false)]
    [InlineData(ActorKind.Guardian, ActorKind.Guardian, true)]
    [InlineData(ActorKind.Guardian, ActorKind.Subject, true)]
    [InlineData(ActorKind.Subject, ActorKind.Application, true)]
    [InlineData(ActorKind.Import, ActorKind.Staff, true)]
    public void The_same_yes_is_worth_an_event_when_a_guardian_or_the_person_says_it_after_others(ActorKind before, ActorKind now, bool same)
        => Assert.Equal(same, Weigh(Yes() with { ActorKind = now }, Stored(ConsentStatus.OptedIn, before)).SameUnlessEvidenceDiffers);

    [Fact]
    public void Where_consent_hangs_on_the_contact_an_opt_out_of_the_address_counts_until_the_contacts_own_later_yes()
    {
        var ofAddress = Stored(ConsentStatus.OptedOut, occurred: Now.AddDays(-2));

        Assert.Equal(ofAddress, Weigh(Yes(), null, ofAddress).Kept);
        Assert.Equal(ofAddress, Weigh(Yes(), Stored(ConsentStatus.OptedIn, occurred: Now.AddDays(-3)), ofAddress).Kept);
        Assert.Equal(RecordOutcome.Recorded, Weigh(Yes() with { ValidUntil = Now.AddDays(9) }, Stored(ConsentStatus.OptedIn, occurred: Now.AddDays(-1)), ofAddress).Outcome);
        Assert.Equal(RecordOutcome.Recorded, Weigh(Yes(ReoptIn.NewerAct), null, ofAddress).Outcome);
    }

    [Fact]
    public void Of_two_stored_opt_outs_the_newer_one_must_be_overcome()
    {
        var (own, beside) = (Stored(ConsentStatus.OptedOut, occurred: Now.AddDays(-5)), Stored(ConsentStatus.OptedOut, occurred: Now.AddDays(-2)));

        Assert.Equal(beside, Weigh(Yes(ReoptIn.NewerAct) with { OccurredAt = Now.AddDays(-3) }, own, beside).Kept);
        Assert.Equal(own, Weigh(Yes(), own, Stored(ConsentStatus.OptedOut, occurred: Now.AddDays(-9))).Kept);
        Assert.Equal(RecordOutcome.Recorded, Weigh(Yes(ReoptIn.NewerAct), own, beside).Outcome);
    }

    [Fact]
    public void A_pause_changes_no_status_and_the_same_pause_again_changes_nothing()
    {
        var pause = No() with { Status = null, PausedUntil = Now.AddDays(3) };

        Assert.Equal((RecordOutcome.Recorded, ConsentStatus.OptedIn, true), Short(Weigh(pause, Stored(ConsentStatus.OptedIn))));
        Assert.Equal((RecordOutcome.Recorded, ConsentStatus.NotSet, true), Short(Weigh(pause)));
        Assert.Equal(RecordOutcome.Unchanged, Weigh(pause, Stored(ConsentStatus.OptedIn, pausedUntil: Now.AddDays(3))).Outcome);
    }

    [Fact]
    public void An_undo_restores_any_status()
        => Assert.Equal((RecordOutcome.Recorded, ConsentStatus.NotSet, true), Short(Weigh(No() with { Action = ConsentAction.Undo, Status = ConsentStatus.NotSet }, Stored(ConsentStatus.OptedOut))));

    private static ConsentProposal No() => new()
    {
        Point = new(), Profile = new(), Purpose = new(), Status = ConsentStatus.OptedOut, Action = ConsentAction.Api, ActorKind = ActorKind.Application, OccurredAt = Now.AddHours(-1),
    };

    private static ConsentProposal Yes(ReoptIn may = ReoptIn.No) => No() with { Status = ConsentStatus.OptedIn, ReoptIn = may };

    private static ConsentRecord Stored(ConsentStatus status, ActorKind by = ActorKind.Application, DateTimeOffset? occurred = null, DateTimeOffset? recorded = null, DateTimeOffset? validUntil = null, DateTimeOffset? pausedUntil = null) => new()
    {
        Status = status, ActorKind = by, OccurredAt = occurred ?? Now.AddDays(-4), RecordedAt = recorded ?? Now.AddDays(-4), ValidUntil = validUntil, PausedUntil = pausedUntil, EventId = new(70),
    };

    private static Weighing Weigh(ConsentProposal proposal, ConsentRecord? own = null, ConsentRecord? beside = null) => Weighing.Weigh(proposal, own, beside, Now);

    private static (RecordOutcome, ConsentStatus, bool) Short(Weighing weighing) => (weighing.Outcome, weighing.NewStatus, weighing.Applied);

    private static (DateTimeOffset, DateTimeOffset?) Times(Weighing weighing) => (weighing.OccurredAt, weighing.StatedAt);
}
