using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>What is asked about every address of a call.</summary>
public sealed record DecisionScope(string Profile, string Purpose, string? Topic, Channel? Channel, ConsentLevel? Minimum = null, DateTimeOffset? At = null);

/// <summary>One address to decide on. <c>Contact</c> is the external id of a contact.</summary>
public readonly record struct CheckItem(string Address, string? Contact = null, string? Ref = null);

/// <summary>One answer: the decision, the question it answers, (if asked for) the steps, and the contact that was named and owns the address.</summary>
public readonly record struct Decided(ConsentDecision Decision, RuleQuestion Question, ContactPointKey Key, IReadOnlyList<TraceStep>? Trace, Id<Contact> ContactId = default);

/// <summary>The hot path: rulebook in memory, facts by prepared statements, the pure rule. Reads the rulebook again when the snapshot says
/// it has changed.</summary>
public sealed class ConsentDecider(Rulebooks rulebooks, FactReaders readers, AddressHasher hasher, TimeProvider clock)
{
    /// <summary>Decides on the items in order. <paramref name="batch"/> and <paramref name="answers"/> are the caller's, so that a
    /// stream reuses them.</summary>
    public async ValueTask DecideAsync(DecisionScope scope, IReadOnlyList<CheckItem> items, FactBatch batch, List<Decided> answers, bool explain, CancellationToken ct)
    {
        var begun = ConsentMetrics.Begin();
        ReadKeys(scope, items, batch);
        answers.Clear();
        var rules = await rulebooks.CurrentAsync(ct);
        while (true)
        {
            var questions = new Questions(rules, scope);
            if (batch.Count > 0)
            {
                using var loan = readers.Borrow();
                await loan.Reader.ReadAsync(batch, questions.Any, ct);
                if (batch.RulebookVersion != rules.Version)
                {
                    rules = await rulebooks.ReadAsync(batch.RulebookVersion, ct);
                    continue;
                }
            }

            Answer(scope, questions, batch, answers, explain);
            ConsentMetrics.Decided(begun, answers);
            return;
        }
    }

    private void ReadKeys(DecisionScope scope, IReadOnlyList<CheckItem> items, FactBatch batch)
    {
        batch.Clear();
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (ContactPointKey.TryParse(scope.Channel ?? ContactPointKey.Guess(item.Address), item.Address, out var key))
            {
                batch.Add(new(hasher.Of(key), Contact: item.Contact));
            }

            batch.Keys.Add(key);
        }
    }

    private void Answer(DecisionScope scope, Questions questions, FactBatch batch, List<Decided> answers, bool explain)
    {
        var now = scope.At ?? clock.Now();
        var read = 0;
        foreach (var key in batch.Keys)
        {
            var facts = key.Canonical is not null ? batch.Facts(read++) : null;
            var question = questions.On(facts is not null ? key.Channel : scope.Channel ?? Channel.Email);
            List<TraceStep>? trace = explain ? [] : null;
            var decision = ConsentDecision.Decide(question, facts, now, scope.Minimum, trace);
            answers.Add(new(decision, question, key, trace, facts?.ContactId ?? default));
        }
    }

    // one question a channel: a call that names none may hold emails and numbers
    private sealed class Questions(Rulebook rules, DecisionScope scope)
    {
        private readonly RuleQuestion?[] byChannel = new RuleQuestion?[Enum.GetValues<Channel>().Length];

        public RuleQuestion Any => On(scope.Channel ?? Channel.Email);

        public RuleQuestion On(Channel channel) => byChannel[(int)channel] ??= RuleQuestion.Ask(rules, scope.Profile, scope.Purpose, scope.Topic, channel, scope.At);
    }
}
