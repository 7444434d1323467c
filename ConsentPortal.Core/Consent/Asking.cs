using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One walk through the steps of a decision: first hit wins, every step visited is traced.</summary>
internal readonly struct Asking(RuleQuestion question, PointFacts facts, DateTimeOffset now, ConsentLevel? minimum, List<TraceStep>? trace)
{
    /// <summary>Tracking beside a message hangs on the tracking purpose and <em>Do not allow</em> only, not on the message's own flags.</summary>
    public bool BesideMessage { get; init; }

    public Verdict Decide()
    {
        if (Refused("suppression", IsSuppressed()))
        {
            return new(ReasonCode.Suppressed);
        }

        if (Refused("restriction", facts.Restricted))
        {
            return new(ReasonCode.Restricted);
        }

        if (Refused("purpose_state", !question.Known || !question.Active))
        {
            return new(question.Known ? ReasonCode.PurposeInactive : ReasonCode.PurposeUnknown);
        }

        if (Refused("contact", facts.Contact == ContactAnswer.Mismatch))
        {
            return new(ReasonCode.ContactMismatch);
        }

        ConcernedContacts concerned = new(question, facts);
        if (Refused("child", question.Type != PurposeType.Transactional && concerned.ChildNeedsGuardian(Scope, now)))
        {
            return new(ReasonCode.Child);
        }

        if (Refused("level", concerned.LowestLevel() < (minimum ?? ConsentLevel.None)))
        {
            return new(ReasonCode.LevelTooLow);
        }

        var flag = concerned.Flag(BesideMessage);
        return Refused("flags", flag is not null) ? new(flag!.Value) : Refused("pause", IsPaused()) ? new(ReasonCode.Paused) : Table();
    }

    private OptOutScope Scope => ConsentDecision.Scope(question);

    private bool IsSuppressed()
    {
        foreach (var s in facts.Suppressions)
        {
            var hit = s.Scope switch
            {
                SuppressionScope.Address => true,
                SuppressionScope.Marketing => question.Type is PurposeType.Commercial or PurposeType.Tracking && s.LiftedFor?.Contains(question.PurposeId.Value) != true,
                _ => question.Known && s.PurposeId == question.PurposeId,
            };
            if (hit)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPaused()
    {
        if (!facts.AnyPause)
        {
            return false;
        }

        foreach (var asker in Askers())
        {
            if (Stands(default, asker).Paused || (question.Topic is not null && Stands(question.TopicId, asker).Paused))
            {
                return true;
            }
        }

        return false;
    }

    // every contact on the address is asked, and the most restrictive answer wins; among equal ones the newest, so that the evidence does
    // not hang on the order in which a database gives rows
    private Verdict Table()
    {
        var worst = new Verdict(ReasonCode.PurposeUnknown);
        List<TraceStep>? worstSteps = null;
        var rank = -1;
        foreach (var asker in Askers())
        {
            List<TraceStep>? steps = trace is null ? null : [];
            var verdict = Table(asker, steps);
            if (Rank(verdict.Reason) > rank || (Rank(verdict.Reason) == rank && IsNewer(verdict, worst)))
            {
                (worst, worstSteps, rank) = (verdict, steps, Rank(verdict.Reason));
            }
        }

        trace?.AddRange(worstSteps ?? []);
        return worst;
    }

    private Verdict Table(Id<Contact> asker, List<TraceStep>? steps)
    {
        var purpose = Stands(default, asker);
        if (question.Topic is null)
        {
            var reason = EnforcementTable.Purpose(question.Model, purpose.Status);
            steps?.Add(new("purpose", reason.Allows() ? "allow" : "deny", question.Model, purpose.Status));
            return new(reason, purpose.Since, purpose.EventId);
        }

        var topic = Stands(question.TopicId, asker);
        var result = EnforcementTable.Topic(question.Model, purpose.Status, topic.Status);
        var byPurpose = result is ReasonCode.PurposeOptedOut;
        steps?.Add(new("purpose", byPurpose ? "deny" : "pass", question.Model, purpose.Status));
        if (!byPurpose)
        {
            steps?.Add(new("topic", result.Allows() ? "allow" : "deny", question.Model, topic.Status));
        }

        return new(result, byPurpose ? purpose.Since : topic.Since, purpose.EventId, topic.EventId);
    }

    private Askers Askers() => new(question, facts, now, Scope);

    private Standing Stands(Id<Topic> topic, Id<Contact> contact) => Standing.Of(facts, question.PurposeId, Scope, topic, contact, now);

    private bool Refused(string step, bool hit)
    {
        trace?.Add(new(step, hit ? "deny" : "pass"));
        return hit;
    }

    private static bool IsNewer(Verdict a, Verdict b)
        => (a.Since ?? DateTimeOffset.MinValue, a.PurposeEvent, a.TopicEvent).CompareTo((b.Since ?? DateTimeOffset.MinValue, b.PurposeEvent, b.TopicEvent)) > 0;

    private static int Rank(ReasonCode reason) => reason switch
    {
        ReasonCode.PurposeOptedOut => 6,
        ReasonCode.TopicOptedOut => 5,
        ReasonCode.PurposeNotOptedIn => 4,
        ReasonCode.TopicNotOptedIn => 3,
        ReasonCode.AllowedNotOptedOut => 2,
        ReasonCode.AllowedNotEnforced => 1,
        _ => 0,
    };
}
