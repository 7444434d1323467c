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

    /// <param name="own">The record with the proposal's key.</param>
    /// <param name="address">Where consent hangs on the contact: the record of the address itself; else null.</param>
    public static Weighing Weigh(ConsentProposal proposal, ConsentRecord? own, ConsentRecord? address, DateTimeOffset now)
    {
        var ahead = proposal.OccurredAt > now + Tolerance;
        var occurred = ahead ? now : proposal.OccurredAt ?? now;
        var (outcome, status, same) = proposal switch
        {
            { Action: ConsentAction.Undo, Status: { } restored } => (RecordOutcome.Recorded, restored, false),
            { Status: ConsentStatus.OptedOut } => OptOut(own, occurred),
            { Status: ConsentStatus.OptedIn } => OptIn(proposal, own, address, occurred, now),
            _ => (own?.PausedUntil == proposal.PausedUntil ? RecordOutcome.Unchanged : RecordOutcome.Recorded, own?.Status ?? ConsentStatus.NotSet, false),
        };
        var overOptOut = outcome == RecordOutcome.Pending && own?.Status == ConsentStatus.OptedOut;
        return new()
        {
            Outcome = outcome, NewStatus = status, Applied = outcome is RecordOutcome.Recorded or RecordOutcome.Pending && !overOptOut,
            OccurredAt = occurred, StatedAt = ahead ? proposal.OccurredAt : null, SameUnlessEvidenceDiffers = same,
        };
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

    private static (RecordOutcome, ConsentStatus, bool) OptIn(ConsentProposal proposal, ConsentRecord? own, ConsentRecord? address, DateTimeOffset occurred, DateTimeOffset now)
    {
        if (StoredOptOut(own, address) is { } stored)
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

        var stands = own is { Status: ConsentStatus.OptedIn } && !(own.ValidUntil <= now);
        if (!stands)
        {
            return !proposal.LacksConfirmation ? (RecordOutcome.Recorded, ConsentStatus.OptedIn, false)
                : (own?.Status == ConsentStatus.Pending ? RecordOutcome.Unchanged : RecordOutcome.Pending, ConsentStatus.Pending, false);
        }

        if (proposal.LacksConfirmation)
        {
            return (RecordOutcome.Unchanged, ConsentStatus.OptedIn, false); // a valid yes is not questioned by a second one
        }

        var same = own!.ValidUntil == proposal.ValidUntil;
        return (occurred < own.OccurredAt ? RecordOutcome.Older : RecordOutcome.Recorded, ConsentStatus.OptedIn, same);
    }

    private static ConsentRecord? StoredOptOut(ConsentRecord? own, ConsentRecord? address)
    {
        if (own?.Status == ConsentStatus.OptedOut)
        {
            return own;
        }

        var lifted = own is { Status: ConsentStatus.OptedIn } && own.OccurredAt > address?.OccurredAt;
        return address?.Status == ConsentStatus.OptedOut && !lifted ? address : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
