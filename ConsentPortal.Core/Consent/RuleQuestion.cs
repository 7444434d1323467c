using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What the rulebook says about a profile, purpose, topic and channel at one instant: the part of a decision that is the same
/// for every address of a call.</summary>
public sealed record RuleQuestion
{
    public required long RulebookVersion { get; init; }

    /// <summary>Null = decided as of now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Profile, purpose and topic are known and belong together.</summary>
    public required bool Known { get; init; }

    /// <summary>All of them are active.</summary>
    public bool Active { get; init; }

    public ComplianceProfile? Profile { get; init; }

    public Purpose? Purpose { get; init; }

    public Topic? Topic { get; init; }

    public required Channel Channel { get; init; }

    public EnforcementModel Model { get; init; }

    /// <summary>The profile's tracking purpose as its own question; null when the profile has none, or when tracking itself is asked.</summary>
    public RuleQuestion? Tracking { get; init; }

    /// <summary>The records of every purpose are read: for who asks about all of a profile at once.</summary>
    public bool EveryPurpose { get; init; }

    public PurposeType? Type => Purpose?.Type;

    public Id<Purpose> PurposeId => Purpose?.Id ?? Id<Purpose>.None;

    public Id<Topic> TopicId => Topic?.Id ?? Id<Topic>.None;

    /// <summary>No question of its own: reads what the questions about every purpose need, as of now.</summary>
    public static RuleQuestion Everything(Rulebook rules) => new() { RulebookVersion = rules.Version, Known = false, Channel = Channel.None, EveryPurpose = true };

    /// <summary>Looks the codes up. A data-use purpose has no channel; its one model stands under none.</summary>
    public static RuleQuestion Ask(Rulebook rules, string profile, string purpose, string? topic, Channel channel, DateTimeOffset? at = null)
    {
        var found = rules.Profile(profile);
        var asked = rules.Purpose(purpose);
        var sub = topic is null ? null : asked?.Topics.FirstOrDefault(t => t.Code == topic);
        return Ask(rules, found, asked, sub, topic is not null, channel, at);
    }

    public static RuleQuestion Ask(Rulebook rules, ComplianceProfile? profile, Purpose? purpose, Topic? topic, bool topicAsked, Channel channel, DateTimeOffset? at = null)
    {
        at = at is { } then ? Clock.Cut(then) : null; // in UTC, as the database keeps its times
        var question = Plain(rules, profile, purpose, topic, topicAsked, channel, at);
        var tracking = question.Type is null or PurposeType.Tracking or PurposeType.DataUse ? null : rules.TrackingOf(question.Profile!, at);
        var beside = tracking is null ? null : Plain(rules, question.Profile, tracking, null, false, channel, at);
        return beside is { Known: true } ? question with { Tracking = beside } : question;
    }

    private static RuleQuestion Plain(Rulebook rules, ComplianceProfile? profile, Purpose? purpose, Topic? topic, bool topicAsked, Channel channel, DateTimeOffset? at)
    {
        RuleQuestion unknown = new() { RulebookVersion = rules.Version, At = at, Known = false, Channel = channel };
        var profileState = profile?.States.At(at);
        var purposeState = purpose?.States.At(at);
        var topicState = topic?.States.At(at);
        if (profileState is null || purposeState is null || (topicAsked && topicState is null) || !rules.Uses(profile!, purpose!, at))
        {
            return unknown;
        }

        return unknown with
        {
            Known = true,
            Active = profileState.Active && purposeState.Active && (topicState?.Active ?? true),
            Profile = profile,
            Purpose = purpose,
            Topic = topic,
            Model = Rulebook.ModelOf(profile!, purpose!, purpose!.Type == PurposeType.DataUse ? Channel.None : channel, at),
        };
    }
}
