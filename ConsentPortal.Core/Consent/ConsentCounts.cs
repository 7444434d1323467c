using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What an event is counted as.</summary>
public enum CountedChange
{
    /// <summary>Became opted in without a question.</summary>
    OptIn,
    OptOut,

    /// <summary>An opt-in that waits for its confirmation.</summary>
    Asked,

    /// <summary>Became opted in by answering the question.</summary>
    Confirmed,

    /// <summary>Everything that turns no answer: pauses, the same again, undone, history only.</summary>
    Other,
}

/// <summary>What a counted word says.</summary>
public enum CountedWord
{
    Source,
    Reason,
}

/// <summary>How many records stand like this now. Records that are not set are not counted; an opt-in past its end day is expired.</summary>
public sealed class StandingCount
{
    public Id<Purpose> PurposeId { get; init; }

    public Id<Topic> TopicId { get; init; }

    public Channel Channel { get; init; }

    public ConsentStatus Status { get; init; }

    /// <summary>The day (UTC, <see cref="DateOnly.DayNumber"/>) on which these opt-ins end by themselves; 0 = never, or no opt-in.</summary>
    public int EndDay { get; init; }

    public long Count { get; init; }
}

/// <summary>How many events of one kind one day (UTC, by when they were recorded) brought.</summary>
public sealed class DayCount
{
    /// <summary><see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Channel Channel { get; init; }

    public CountedChange Change { get; init; }

    public ActorKind ActorKind { get; init; }

    public long Count { get; init; }

    /// <summary>Of these, how many looked like a mail scanner's.</summary>
    public long Doubtful { get; init; }
}

/// <summary>How many opt-ins and opt-outs of one day named this source, or this reason. At most <see cref="MostADay"/> words a day are kept
/// apart; what comes after them is counted under <see cref="Others"/>, because programs may write what they like.</summary>
public sealed class DayWord
{
    public const int MostADay = 60;
    public const string Others = "*";

    public int Day { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public CountedWord Kind { get; init; }

    public string Word { get; init; } = "";

    public long OptIns { get; init; }

    public long OptOuts { get; init; }
}

/// <summary>How far the counting is: moved in the transaction that adds what was counted, so that each event is counted once.</summary>
public sealed class CountCursor
{
    public const int NameMaxLength = 40;
    public const string Events = "consent events";

    public string Name { get; init; } = "";

    /// <summary>The last number that was counted.</summary>
    public long Sequence { get; init; }

    /// <summary>When that event was recorded.</summary>
    public DateTimeOffset UpTo { get; init; }

    /// <summary>How it was counted; where the portal counts otherwise now, it begins again.</summary>
    public int Rule { get; init; }
}
