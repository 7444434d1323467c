using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>What a preview promises is what happens: on generated stores, change after change, every address is asked on the senders' own
/// path before and after, and the answers that turned are those that were foretold, no more and no fewer.</summary>
public sealed class EffectPropertyTests
{
    private const int Addresses = 150, Changes = 14;

    private readonly record struct Key(string Profile, string Purpose, string? Topic, Channel Channel);

    [Theory, OnEveryDatabase(11), OnEveryDatabase(12)]
    public async Task What_is_foretold_happens(DatabaseProvider provider, int seed)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var store = new StoreGenerator(seed, portal.Get<AddressHasher>().Of).Make(Addresses);
        await StoreWriter.WriteAsync(portal, store);
        Random random = new(seed);
        var (turned, refused) = (0L, 0);
        var before = await AnswersAsync(portal, store);
        for (var i = 0; i < Changes; i++)
        {
            var (change, run) = await RandomChange.MakeAsync(portal, random);
            var foretold = await portal.Get<PreviewEffect>().RunAsync(new(change), Actors.Admin, null, CancellationToken.None);
            var done = await run();
            Assert.Equal(done.Problems, foretold.Problems);
            if (!done.Ok)
            {
                refused++;
                continue;
            }

            var after = await AnswersAsync(portal, store);
            Compare(before, after, foretold.Value, await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None));
            turned += foretold.Value.Starts + foretold.Value.Stops;
            before = after;
        }

        Assert.True(turned > 0 && refused < Changes / 2); // a run in which nothing turned proves nothing
    }

    private static void Compare(Dictionary<(Key Key, string Address), bool> before, Dictionary<(Key Key, string Address), bool> after, EffectView foretold, Rulebook rules)
    {
        var flips = before.Keys.Union(after.Keys).Select(k => (k.Key, k.Address, Was: before.GetValueOrDefault(k), Is: after.GetValueOrDefault(k))).Where(f => f.Was != f.Is).ToList();
        var happened = flips.GroupBy(f => f.Key).ToDictionary(g => g.Key, g => ((long)g.Count(f => f.Is), (long)g.Count(f => f.Was)));
        var promised = foretold.Rows.Where(r => r.Starts + r.Stops > 0).ToDictionary(r => new Key(rules.Profile(r.ProfileId)!.Code, rules.Purpose(r.PurposeId)!.Code,
            rules.Topic(r.TopicId)?.Code, r.Channel), r => (r.Starts, r.Stops));

        Assert.Equal(happened.OrderBy(h => h.Key.ToString(), StringComparer.Ordinal), promised.OrderBy(p => p.Key.ToString(), StringComparer.Ordinal));
        Assert.Equal(flips.Where(f => f.Is).Select(f => f.Address).Distinct().Count(), foretold.Starts);
        Assert.Equal(flips.Where(f => f.Was).Select(f => f.Address).Distinct().Count(), foretold.Stops);
    }

    // every living address, asked for everything, as a sender who names nobody
    private static async Task<Dictionary<(Key Key, string Address), bool>> AnswersAsync(TestPortal portal, GeneratedStore store)
    {
        Dictionary<(Key, string), bool> answers = [];
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        FactBatch batch = new();
        List<Decided> decided = [];
        foreach (var channel in store.Addresses.Where(a => a.PointAt(null) is not null).GroupBy(a => a.Key.Channel))
        {
            CheckItem[] items = [.. channel.Select(a => new CheckItem(a.Key.Canonical))];
            foreach (var (profile, purpose) in rules.Profiles.SelectMany(p => rules.PurposesOf(p).Select(purpose => (p, purpose))))
            {
                foreach (var topic in purpose.Topics.Select(t => t.Code).Prepend(null))
                {
                    await portal.Get<ConsentDecider>().DecideAsync(new(profile.Code, purpose.Code, topic, channel.Key), items, batch, decided, explain: false, CancellationToken.None);
                    Key key = new(profile.Code, purpose.Code, topic, purpose.Type == PurposeType.DataUse ? Channel.None : channel.Key);
                    for (var i = 0; i < items.Length; i++)
                    {
                        answers[(key, $"{channel.Key} {items[i].Address}")] = decided[i].Decision.Message.Allowed;
                    }
                }
            }
        }

        return answers;
    }
}
