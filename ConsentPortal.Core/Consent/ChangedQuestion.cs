using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One question that two rulebooks answer by different rules, and what comes of it.</summary>
internal sealed class ChangedQuestion(RuleQuestion before, RuleQuestion after, ComplianceProfile profile, Purpose purpose, Topic? topic, Channel channel)
{
    private const int MostExamples = 3; // of either direction

    private readonly ReasonCode blankBefore = Blank(before), blankAfter = Blank(after);
    private readonly List<(Id<ContactPoint> Id, ReasonCode Before, ReasonCode After)> examples = [];

    public Channel Channel => channel;

    public ComplianceProfile Profile => profile;

    public Purpose Purpose => purpose;

    public Topic? Topic => topic;

    public long Starts { get; private set; }

    public long Stops { get; private set; }

    public IReadOnlyList<(Id<ContactPoint> Id, ReasonCode Before, ReasonCode After)> Examples => examples;

    /// <summary>Every question whose rule differs: in whether it is known and active, its model, or on what its opt-outs hang.</summary>
    public static List<ChangedQuestion> Between(Rulebook before, Rulebook after)
    {
        List<ChangedQuestion> changed = [];
        foreach (var profile in after.Profiles)
        {
            var was = before.Profile(profile.Id);
            foreach (var purpose in after.Purposes.Where(p => after.Uses(profile, p) || (was is not null && before.Purpose(p.Id) is { } old && before.Uses(was, old))))
            {
                changed.AddRange(purpose.Topics.Prepend(null).SelectMany(topic => Of(before, after, profile, purpose, topic)));
            }
        }

        return changed;
    }

    private static IEnumerable<ChangedQuestion> Of(Rulebook before, Rulebook after, ComplianceProfile profile, Purpose purpose, Topic? topic)
    {
        foreach (var channel in RulebookMaker.ChannelsOf(purpose.Type))
        {
            // tracking is a purpose, and so a question, of its own
            var was = RuleQuestion.Ask(before, before.Profile(profile.Id), before.Purpose(purpose.Id), topic is null ? null : before.Topic(topic.Id), topic is not null, channel) with { Tracking = null };
            var then = RuleQuestion.Ask(after, profile, purpose, topic, topic is not null, channel) with { Tracking = null };
            if (Rule(was) != Rule(then))
            {
                yield return new(was, then, profile, purpose, topic, channel);
            }
        }
    }

    private static (bool Known, bool Active, EnforcementModel Model, OptOutScope? Scope) Rule(RuleQuestion question)
        => (question.Known, question.Active, question.Model, question.Known ? ConsentDecision.Scope(question) : null);

    private static ReasonCode Blank(RuleQuestion question) => ConsentDecision.Decide(question, new(), default).Message.Reason;

    /// <summary>Answers both ways.</summary>
    public (ReasonCode Before, ReasonCode After) Answer(PointFacts facts, DateTimeOffset now) => IsBlank(facts) ? (blankBefore, blankAfter)
        : (ConsentDecision.Decide(before, facts, now).Message.Reason, ConsentDecision.Decide(after, facts, now).Message.Reason);

    public void Count(Id<ContactPoint> point, (ReasonCode Before, ReasonCode After) answer)
    {
        var starts = answer.After.Allows();
        if ((starts ? Starts++ : Stops++) < MostExamples)
        {
            examples.Add((point, answer.Before, answer.After));
        }
    }

    // most addresses: nobody said anything, and nothing stands against them
    private static bool IsBlank(PointFacts facts) => facts is { Restricted: false, Records.Count: 0, Suppressions.Count: 0, Contacts.Count: 0 };
}
