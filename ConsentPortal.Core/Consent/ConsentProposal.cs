using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Whether an opt-in may overrule a stored opt-out (domain.md §3: only on a newer act of the person).</summary>
public enum ReoptIn
{
    /// <summary>Never: a stored opt-out is kept.</summary>
    No,

    /// <summary>The act is the person's: a public page, staff on their behalf, an application with <c>consent:reoptin</c>.</summary>
    NewerAct,

    /// <summary>An import that was told to accept newer opt-ins: only rows that say when.</summary>
    NewerDatedAct,
}

/// <summary>What was shown and how it was said; each text goes into an erasable side row.</summary>
public sealed record ConsentEvidence
{
    public string? Justification { get; init; }

    public string? Wording { get; init; }

    public string? WordingVersion { get; init; }

    public string? Language { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }
}

/// <summary>One thing that somebody says about one answer, with all codes resolved, before it is weighed against what stands.</summary>
public sealed record ConsentProposal
{
    /// <summary>The address: found by its hash, made where it is new; or an id (links, screens).</summary>
    public required PointDraft Point { get; init; }

    public required ComplianceProfile Profile { get; init; }

    public required Purpose Purpose { get; init; }

    public Topic? Topic { get; init; }

    /// <summary>Who it is about, where one was named.</summary>
    public Id<Contact> ContactId { get; init; }

    /// <summary>Opted in or opted out; null = only a pause. An undo may restore any status.</summary>
    public ConsentStatus? Status { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The end is what <see cref="ValidUntil"/> says, none included: consent that is moved or put back gets no new one.</summary>
    public bool EndsAsStated { get; init; }

    public ConsentBasis Basis { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public required ConsentAction Action { get; init; }

    public string Source { get; init; } = "";

    public string Reason { get; init; } = "";

    public required ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    public ActorKind? OnBehalfOf { get; init; }

    public ConsentEvidence Evidence { get; init; } = new();

    /// <summary>The side row of the whole batch (an import's file), instead of one of its own.</summary>
    public SideRef SharedOrigin { get; init; }

    public string PreferenceCenterVersion { get; init; } = "";

    public Id<MessageReference> MessageRefId { get; init; }

    public long ImportBatch { get; init; }

    public bool Doubtful { get; init; }

    public ReoptIn ReoptIn { get; init; }

    /// <summary>Puts the record of the named contact to this status, whatever stands and whatever the purpose's scope: two people turn out
    /// to be one, or one to be two.</summary>
    public bool Settles { get; init; }

    /// <summary>Puts back the record of exactly this contact, 0 = the address's own: the one that was looked at, wherever a merge or another
    /// scope would lead by now.</summary>
    public Id<Contact>? RestoresOf { get; init; }

    /// <summary>The profile demands a confirmation that this opt-in does not carry.</summary>
    public bool LacksConfirmation { get; init; }

    /// <summary>A confirmed act of the person takes this purpose out of a marketing suppression.</summary>
    public bool LiftsSuppression { get; init; }

    public Id<Topic> TopicId => Topic?.Id ?? Id<Topic>.None;
}

/// <summary>What became of a proposal.</summary>
public enum RecordOutcome
{
    Recorded,

    /// <summary>The same stands already; no event.</summary>
    Unchanged,

    /// <summary>Waits for the confirmation of the address.</summary>
    Pending,

    /// <summary>An opt-in over a stored opt-out, without a newer act of the person.</summary>
    KeptOptOut,

    /// <summary>Older than what stands: kept as history only.</summary>
    Older,

    /// <summary>Could not be read; nothing was written.</summary>
    Invalid,
}

/// <summary>The outcome and the event: the new one, or (unchanged, keptOptOut) the one that stands.</summary>
public readonly record struct RecordResult(RecordOutcome Outcome, Id<ConsentEvent> EventId, string? Error = null)
{
    /// <summary>The address was erased at its person's wish, and is here again: it gets no marketing until they confirm an opt-in.</summary>
    public bool Erased { get; init; }
}
