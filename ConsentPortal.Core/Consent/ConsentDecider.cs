using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>What is asked about every address of a call.</summary>
public sealed record DecisionScope(string Profile, string Purpose, string? Topic, Channel? Channel, ConsentLevel? Minimum = null, DateTimeOffset? At = null);

/// <summary>One address to decide on. <c>Contact</c> is the external id of a contact.</summary>
public readonly record struct CheckItem(string Address, string? Contact = null, string? Ref = null);

/// <summary>One answer: the decision, the question it answers, and (if asked for) the steps.</summary>
public readonly record struct Decided(ConsentDecision Decision, RuleQuestion Question, ContactPointKey Key, IReadOnlyList<TraceStep>? Trace);

/// <summary>The hot path: rulebook in memory, facts by prepared statements, the pure rule. Reads the rulebook again when the snapshot says
/// it has changed.</summary>
public sealed class ConsentDecider(Rulebooks rulebooks, FactReaders readers, AddressHasher hasher, TimeProvider clock)
{
    /// <summary>Decides on the items in order. <paramref name="batch"/> and <paramref name="answers"/> are the caller's, so that a
    /// stream reuses them.</summary>
    public async ValueTask DecideAsync(DecisionScope scope, IReadOnlyList<CheckItem> items, FactBatch batch, List<Decided> answers, bool explain, CancellationToken ct)
    {
        var keys = Keys(scope, items, batch, answers);
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

            Answer(scope, items, keys, questions, batch, answers, explain);
            return;
        }
    }

    private List<ContactPointKey> Keys(DecisionScope scope, IReadOnlyList<CheckItem> items, FactBatch batch, List<Decided> answers)
    {
        batch.Clear();
        answers.Clear();
        List<ContactPointKey> keys = new(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (ContactPointKey.TryParse(scope.Channel ?? ContactPointKey.Guess(item.Address), item.Address, out var key))
            {
                batch.Add(new(hasher.Of(key), Contact: item.Contact));
            }

            keys.Add(key);
        }

        return keys;
    }

    private void Answer(DecisionScope scope, IReadOnlyList<CheckItem> items, List<ContactPointKey> keys, Questions questions, FactBatch batch, List<Decided> answers, bool explain)
    {
        var now = scope.At ?? clock.Now();
        var read = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var valid = keys[i].Canonical is not null;
            var question = questions.On(valid ? keys[i].Channel : scope.Channel ?? Channel.Email);
            List<TraceStep>? trace = explain ? [] : null;
            var decision = ConsentDecision.Decide(question, valid ? batch.Facts(read++) : null, now, scope.Minimum, trace);
            answers.Add(new(decision, question, keys[i], trace));
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
