using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Events that are alike in everything that is counted, and how many there are.</summary>
/// <param name="OldEnd">The end day of the opt-in that was replaced; 0 = none.</param>
/// <param name="NewEnd">The end day of the opt-in that it became; 0 = none.</param>
public readonly record struct AlikeEvents(int Day, Id<ComplianceProfile> ProfileId, Id<Purpose> PurposeId, Id<Topic> TopicId, Channel Channel, ConsentStatus Old, ConsentStatus New, bool Applied, bool StatesStatus,
    ConsentAction Action, ActorKind ActorKind, string Source, string Reason, bool Doubtful, int OldEnd, int NewEnd, long Count);

public readonly record struct StandingKey(Id<Purpose> PurposeId, Id<Topic> TopicId, Channel Channel, ConsentStatus Status, int EndDay);

public readonly record struct DayKey(int Day, Id<ComplianceProfile> ProfileId, Id<Purpose> PurposeId, Channel Channel, CountedChange Change, ActorKind ActorKind);

public readonly record struct WordKey(int Day, Id<ComplianceProfile> ProfileId, CountedWord Kind, string Word);

/// <summary>What a slice of events adds to the kept counts: the whole rule of counting, and nothing of storage.</summary>
public sealed class CountFold
{
    /// <summary>Raise it when the rule below changes: every portal then counts again from its first event.</summary>
    public const int Rule = 1;

    public Dictionary<StandingKey, long> Standing { get; } = [];

    public Dictionary<DayKey, (long Count, long Doubtful)> Days { get; } = [];

    public Dictionary<WordKey, (long OptIns, long OptOuts)> Words { get; } = [];

    public void Add(AlikeEvents events)
    {
        if (events is { Applied: true, StatesStatus: true })
        {
            Stand(events, events.Old, events.OldEnd, -events.Count);
            Stand(events, events.New, events.NewEnd, events.Count);
        }

        var change = ChangeOf(events);
        DayKey key = new(events.Day, events.ProfileId, events.PurposeId, events.Channel, change, events.ActorKind);
        var (count, doubtful) = Days.GetValueOrDefault(key);
        Days[key] = (count + events.Count, doubtful + (events.Doubtful ? events.Count : 0));
        var (optIns, optOuts) = change switch
        {
            CountedChange.OptIn or CountedChange.Confirmed => (events.Count, 0L),
            CountedChange.OptOut => (0L, events.Count),
            _ => default,
        };
        if (optIns + optOuts > 0)
        {
            Say(events, CountedWord.Source, events.Source, optIns, optOuts);
        }

        if (optOuts > 0)
        {
            Say(events, CountedWord.Reason, events.Reason, 0, optOuts);
        }
    }

    /// <summary>What an event counts as.</summary>
    public static CountedChange ChangeOf(AlikeEvents e) => e switch
    {
        { New: ConsentStatus.Pending, StatesStatus: true } when e.Old != ConsentStatus.Pending => CountedChange.Asked, // also over an opt-out, which stands until it is answered
        { Applied: false } or { StatesStatus: false } => CountedChange.Other,
        _ when e.Old == e.New => CountedChange.Other,
        { New: ConsentStatus.OptedIn, Action: ConsentAction.Confirmed } => CountedChange.Confirmed,
        { New: ConsentStatus.OptedIn } => CountedChange.OptIn,
        { New: ConsentStatus.OptedOut } => CountedChange.OptOut,
        _ => CountedChange.Other,
    };

    private void Stand(AlikeEvents e, ConsentStatus status, int endDay, long count)
    {
        if (status != ConsentStatus.NotSet)
        {
            StandingKey key = new(e.PurposeId, e.TopicId, e.Channel, status, endDay);
            Standing[key] = Standing.GetValueOrDefault(key) + count;
        }
    }

    private void Say(AlikeEvents e, CountedWord kind, string word, long optIns, long optOuts)
    {
        WordKey key = new(e.Day, e.ProfileId, kind, word);
        var (ins, outs) = Words.GetValueOrDefault(key);
        Words[key] = (ins + optIns, outs + optOuts);
    }
}
