using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Allow or deny, why, since when, and the events that prove it (0 = none).</summary>
public readonly record struct Verdict(ReasonCode Reason, DateTimeOffset? Since = null, Id<ConsentEvent> PurposeEvent = default, Id<ConsentEvent> TopicEvent = default)
{
    public bool Allowed => Reason.Allows();
}

/// <summary>One step that a decision visited.</summary>
public sealed record TraceStep(string Step, string Outcome, EnforcementModel? Model = null, ConsentStatus? Status = null);

/// <summary>The answer to "may this sender contact this address, now?", with tracking decided beside the message. One pure function of
/// the rulebook's part, the facts about the address, the time and the asked minimum level (domain.md §2; the order is the contract).</summary>
public readonly record struct ConsentDecision(Verdict Message, Verdict Tracking)
{
    private static readonly Verdict NoTracking = new(ReasonCode.PurposeUnknown);

    /// <summary>Decides both. <paramref name="facts"/> null = the address is not canonical.</summary>
    public static ConsentDecision Decide(RuleQuestion question, PointFacts? facts, DateTimeOffset now, ConsentLevel? minimum = null, List<TraceStep>? trace = null)
    {
        if (facts is null)
        {
            trace?.Add(new("address", "deny"));
            return new(new(ReasonCode.InvalidAddress), new(ReasonCode.InvalidAddress));
        }

        trace?.Add(new("address", "pass"));
        var message = new Asking(question, facts, now, minimum, trace).Decide();
        var tracking = question.Type switch
        {
            PurposeType.Tracking => message,
            _ when question.Tracking is { } beside => new Asking(beside, facts, now, null, null) { BesideMessage = true }.Decide(),
            _ => NoTracking,
        };
        trace?.Add(new("tracking", tracking.Allowed ? "allow" : "deny", question.Tracking?.Model, TrackingStatus(question, facts, now)));
        return new(message, tracking);
    }

    private static ConsentStatus? TrackingStatus(RuleQuestion question, PointFacts facts, DateTimeOffset now) => question.Tracking is { } beside
        ? Standing.Of(facts, beside.PurposeId, Scope(beside), default, facts.ContactId, now).Status
        : null;

    internal static OptOutScope Scope(RuleQuestion question) => question.Purpose!.States.At(question.At)!.OptOutScope;
}
