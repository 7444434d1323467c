using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>Three answers to thousands of questions about generated stores must agree: the hot path on a real database, the rule on facts
/// from memory, and a plain second reading of the rules. A failure prints the seed and all that is known of the one address.</summary>
public sealed class DecisionPropertyTests
{
    private const int Addresses = 300, Calls = 120, ItemsPerCall = 40;

    [Theory, OnEveryDatabase(1), OnEveryDatabase(2)]
    public async Task The_hot_path_the_rule_and_a_plain_reading_agree(DatabaseProvider provider, int seed)
    {
        var met = await AgreeAsync(provider, seed);

        Assert.Empty(Enum.GetValues<ReasonCode>().Except(met)); // a reason that is never met was never tested
    }

    [Theory, OnEveryDatabase]
    [Trait("Speed", "slow")]
    public async Task They_agree_on_many_stores(DatabaseProvider provider)
    {
        for (var i = 0; i < 40; i++)
        {
            await AgreeAsync(provider, Random.Shared.Next(1000, int.MaxValue));
        }
    }

    private static async Task<HashSet<ReasonCode>> AgreeAsync(DatabaseProvider provider, int seed)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var store = new StoreGenerator(seed, portal.Get<AddressHasher>().Of).Make(Addresses);
        await StoreWriter.WriteAsync(portal, store);
        Random random = new(seed);
        HashSet<ReasonCode> met = [];
        for (var call = 0; call < Calls; call++)
        {
            var ask = GeneratedAsk.Make(store, random, ItemsPerCall);
            FactBatch batch = new();
            List<Decided> answers = [];
            await portal.Get<ConsentDecider>().DecideAsync(ask.Scope, ask.Items, batch, answers, explain: call % 2 == 0, default);
            for (var i = 0; i < ask.Items.Count; i++)
            {
                Compare(store, ask.Scope, ask.Items[i], answers[i], portal.Clock.GetUtcNow());
                met.Add(answers[i].Decision.Message.Reason);
                met.Add(answers[i].Decision.Tracking.Reason);
            }
        }

        await CompareByIdAsync(portal, store, random);
        return met;
    }

    private static void Compare(GeneratedStore store, DecisionScope scope, CheckItem item, Decided answer, DateTimeOffset now)
    {
        var plain = PlainReading.Decide(store, scope, item, now);
        if (plain != (answer.Decision.Message.Reason, answer.Decision.Tracking.Reason))
        {
            Assert.Fail($"A plain reading says {plain}, the portal {(answer.Decision.Message.Reason, answer.Decision.Tracking.Reason)}.\n{StoreText.Of(store, scope, item)}");
        }

        var valid = answer.Key.Canonical is not null;
        var address = valid ? store.Addresses.Find(a => a.Key == answer.Key) : null;
        var question = RuleQuestion.Ask(store.Rules, scope.Profile, scope.Purpose, scope.Topic, valid ? answer.Key.Channel : Channel.Email, scope.At);
        var facts = valid ? StoreFacts.Of(store, address, address?.PointAt(scope.At), question, item.Contact) : null;
        var rule = ConsentDecision.Decide(question, facts, scope.At ?? now, scope.Minimum);
        if (rule != answer.Decision)
        {
            Assert.Fail($"From memory the rule says {rule}, from the database {answer.Decision}.\n{StoreText.Of(store, scope, item)}");
        }
    }

    // screens and links ask by the id of a point and of a contact; an erased point answers by its id only
    private static async Task CompareByIdAsync(TestPortal portal, GeneratedStore store, Random random)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        foreach (var profile in store.Profiles)
        {
            var question = RuleQuestion.Ask(rules, profile.Code, store.Purposes[random.Next(store.Purposes.Count)].Code, null, Channel.Email);
            FactBatch batch = new();
            List<(GeneratedAddress Address, GeneratedPoint Point, Contact? Contact)> asked = [.. store.Addresses.SelectMany(a => a.Points.Select(p => (a, p,
                p.Links.Count > 0 && random.Next(2) == 0 ? store.Contacts.Find(c => c.Id == p.Links[0].ContactId && c.ExternalId != null) : null)))];
            asked.ForEach(a => batch.Add(new(default, a.Point.Row.Id, null, a.Contact?.Id ?? default)));
            using var loan = portal.Get<FactReaders>().Borrow();
            await loan.Reader.ReadAsync(batch, question, default);
            for (var i = 0; i < asked.Count; i++)
            {
                var now = portal.Clock.GetUtcNow();
                var facts = StoreFacts.Of(store, asked[i].Address, asked[i].Point, question, asked[i].Contact?.ExternalId);
                Assert.Equal(ConsentDecision.Decide(question, facts, now), ConsentDecision.Decide(question, batch.Facts(i), now));
            }
        }
    }
}
