using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Which write wins (domain.md §3), as one pure function: an opt-out is never refused, an opt-in over an opt-out needs a newer
/// act of the person, equal times go to the opt-out.</summary>
public readonly record struct Weighing
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public required RecordOutcome Outcome { get; init; }

    public required ConsentStatus NewStatus { get; init; }

    /// <summary>The record follows the event.</summary>
    public required bool Applied { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The time as stated, where it lay more than five minutes ahead.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>The same status stands: unchanged, unless the proposal brings other wording or evidence.</summary>
    public bool SameUnlessEvidenceDiffers { get; init; }

    /// <summary>The stored opt-out that an opt-in met.</summary>
    public ConsentRecord? Kept { get; init; }

    /// <param name="proposal">With all its times cut to what the database keeps, so that equal times are equal.</param>
    /// <param name="own">The record with the proposal's key.</param>
    /// <param name="beside">Where consent hangs on the contact: the record of the address itself. Where it hangs on the address: the newest
    /// opt-out of a contact, from a time when it hung there.</param>
    public static Weighing Weigh(ConsentProposal proposal, ConsentRecord? own, ConsentRecord? beside, DateTimeOffset now)
    {
        var (occurred, ahead) = Occurred(proposal, now);
        var (outcome, status, same) = proposal switch
        {
            { Action: ConsentAction.Undo, Status: { } restored } => (RecordOutcome.Recorded, restored, false),
            { Settles: true, Status: { } settled } => (RecordOutcome.Recorded, settled, false),
            { Status: ConsentStatus.OptedOut } => OptOut(own, occurred),
            { Status: ConsentStatus.OptedIn } => OptIn(proposal, own, beside, occurred, now),
            _ => (own?.PausedUntil == proposal.PausedUntil ? RecordOutcome.Unchanged : RecordOutcome.Recorded, own?.Status ?? ConsentStatus.NotSet, false),
        };
        var overOptOut = outcome == RecordOutcome.Pending && own?.Status == ConsentStatus.OptedOut; // the opt-out stands until the address confirms
        return new()
        {
            Outcome = outcome, NewStatus = status, Applied = outcome is RecordOutcome.Recorded or RecordOutcome.Pending && !overOptOut,
            OccurredAt = occurred, StatedAt = ahead ? proposal.OccurredAt : null, SameUnlessEvidenceDiffers = same,
            Kept = outcome == RecordOutcome.KeptOptOut ? StoredOptOut(own, beside) : null,
        };
    }

    /// <summary>When the act happened; one that is dated too far ahead happened when it arrived.</summary>
    internal static (DateTimeOffset At, bool Ahead) Occurred(ConsentProposal proposal, DateTimeOffset now)
    {
        var ahead = proposal.OccurredAt > now + Tolerance;
        return (ahead ? now : proposal.OccurredAt ?? now, ahead);
    }

    private static (RecordOutcome, ConsentStatus, bool) OptOut(ConsentRecord? own, DateTimeOffset occurred)
    {
        if (own?.Status == ConsentStatus.OptedOut)
        {
            return (RecordOutcome.Unchanged, ConsentStatus.OptedOut, false);
        }

        // only the person's own later yes keeps an earlier no out of the record; a yes dated ahead is no later than its arrival
        var older = own is { Status: ConsentStatus.OptedIn, ActorKind: ActorKind.Subject or ActorKind.Guardian } && occurred < Earlier(own.OccurredAt, own.RecordedAt);
        return (older ? RecordOutcome.Older : RecordOutcome.Recorded, ConsentStatus.OptedOut, false);
    }

    private static (RecordOutcome, ConsentStatus, bool) OptIn(ConsentProposal proposal, ConsentRecord? own, ConsentRecord? beside, DateTimeOffset occurred, DateTimeOffset now)
    {
        if (StoredOptOut(own, beside) is { } stored)
        {
            var newerAct = occurred > stored.OccurredAt && proposal.ReoptIn switch
            {
                ReoptIn.NewerAct => true,
                ReoptIn.NewerDatedAct => proposal.OccurredAt is not null,
                _ => false,
            };
            return !newerAct ? (RecordOutcome.KeptOptOut, ConsentStatus.OptedOut, false)
                : proposal.LacksConfirmation ? (RecordOutcome.Pending, ConsentStatus.Pending, false)
                : (RecordOutcome.Recorded, ConsentStatus.OptedIn, false);
        }

        if (proposal.Basis != ConsentBasis.Express && own is { Status: ConsentStatus.OptedIn } said)
        {
            // implied consent never shortens what stands, and a later purchase moves its end on; a guardian's word stays a guardian's
            var lasts = said.ValidUntil is { } end && proposal.ValidUntil > end && said.ActorKind != ActorKind.Guardian;
            return (lasts ? RecordOutcome.Recorded : RecordOutcome.Unchanged, ConsentStatus.OptedIn, false);
        }

        var stands = own is { Status: ConsentStatus.OptedIn } && (!(own.ValidUntil <= now) || own.ValidUntil == proposal.ValidUntil); // the same over again revives nothing
        if (!stands)
        {
            return !proposal.LacksConfirmation ? (RecordOutcome.Recorded, ConsentStatus.OptedIn, false)
                : (own?.Status == ConsentStatus.Pending ? RecordOutcome.Unchanged : RecordOutcome.Pending, ConsentStatus.Pending, false);
        }

        if (proposal.LacksConfirmation)
        {
            return (RecordOutcome.Unchanged, ConsentStatus.OptedIn, false); // a valid yes is not questioned by a second one
        }

        var same = own!.ValidUntil == proposal.ValidUntil && !Outranks(proposal.ActorKind, own.ActorKind);
        return (occurred < own.OccurredAt ? RecordOutcome.Older : RecordOutcome.Recorded, ConsentStatus.OptedIn, same);
    }

    // the newest one that still stands
    private static ConsentRecord? StoredOptOut(ConsentRecord? own, ConsentRecord? beside)
    {
        var mine = own is { Status: ConsentStatus.OptedOut } ? own : null;
        var lifted = own is { Status: ConsentStatus.OptedIn } && own.OccurredAt > beside?.OccurredAt;
        var other = beside is { Status: ConsentStatus.OptedOut } && !lifted ? beside : null;
        return mine is null || other?.OccurredAt > mine.OccurredAt ? other : mine;
    }

    // the same yes from a guardian, or from the person where others had spoken, is worth an event: it may decide (child rule) or protect (older opt-outs)
    private static bool Outranks(ActorKind now, ActorKind before) => now switch
    {
        ActorKind.Guardian => before != ActorKind.Guardian,
        ActorKind.Subject => before is not (ActorKind.Subject or ActorKind.Guardian),
        _ => false,
    };

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
