using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>On generated stores people are merged and parted, one pair after the other: no merge lets anybody write to an address who might not
/// before, parting at once brings every answer back, the preview foretold what turned, and the past answers as it did.</summary>
public sealed class MergePropertyTests
{
    private const int Addresses = 60, Merges = 12;

    private readonly record struct Asked(string Profile, string Purpose, string? Topic, Channel Channel, string Address, string? Contact);

    [Theory, OnEveryDatabase(21)]
    public Task No_merge_gives_a_permission_and_parting_at_once_restores_every_answer(DatabaseProvider provider, int seed) => HoldsAsync(provider, [seed]);

    [Theory, OnEveryDatabase]
    [Trait("Speed", "slow")]
    public Task It_holds_on_many_stores(DatabaseProvider provider) => HoldsAsync(provider, [.. Enumerable.Range(0, 12).Select(_ => Random.Shared.Next(1000, int.MaxValue))]);

    private static async Task HoldsAsync(DatabaseProvider provider, int[] seeds)
    {
        var (merged, lost) = (0, 0);
        foreach (var seed in seeds)
        {
            var (m, l) = await HoldsAsync(provider, seed);
            (merged, lost) = (merged + m, lost + l);
        }

        Assert.True(merged >= seeds.Length * Merges / 3 && lost > 0, $"{merged} merges, {lost} lost answers: a run in which nothing happens proves nothing");
    }

    private static async Task<(int Merged, int Lost)> HoldsAsync(DatabaseProvider provider, int seed)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var store = new StoreGenerator(seed, portal.Get<AddressHasher>().Of).Make(Addresses);
        await StoreWriter.WriteAsync(portal, store);
        await CountOnAsync(portal, store);
        Random random = new(seed);
        var (merged, lost) = (0, 0);
        var pairs = Pairs(store, random);
        for (var i = 0; i < Merges; i++)
        {
            var (survivor, other) = pairs[i];
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            var (then, before) = (portal.Clock.GetUtcNow(), await AnswersAsync(portal, store, null));
            var foretold = await portal.Get<PreviewMerge>().RunAsync(new PreviewMerge.Query(survivor, other), Actors.Admin, CancellationToken.None);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            var done = await portal.Get<MergeContacts>().RunAsync(new(survivor, other, "One person."), Actors.Admin, CancellationToken.None);
            Assert.Equal(done.Ok, foretold.Ok);
            if (!done.Ok)
            {
                continue;
            }

            merged++;
            var after = await AnswersAsync(portal, store, null);
            var gained = after.Where(a => a.Value && before.TryGetValue(a.Key, out var was) && !was && Owned(portal, store, a.Key)).Select(a => $"{a.Key}").ToList();
            Assert.True(gained.Count == 0, $"Seed {seed}, merge {i} of {survivor} and {other} lets in: {string.Join("; ", gained.Take(5))}");
            var turned = after.Where(a => a.Key.Contact is null && before[a.Key] != a.Value).Select(a => a.Key.Address).ToHashSet(StringComparer.Ordinal);
            var said = foretold.Value.Flips.Select(Canonical).ToHashSet(StringComparer.Ordinal);
            Assert.True(turned.SetEquals(said), $"Seed {seed}, merge {i} of {survivor} and {other}: turned {string.Join(' ', turned.Except(said))} unforetold, foretold {string.Join(' ', said.Except(turned))} in vain");
            lost += turned.Count;
            if (i % 2 == 0)
            {
                portal.Clock.Advance(TimeSpan.FromMinutes(1));
                Assert.True((await portal.Get<UnmergeContacts>().RunAsync(new(done.Value.MergeId, "Two people."), Actors.Admin, CancellationToken.None)).Ok);
                Same(before, await AnswersAsync(portal, store, null), seed, i);
            }

            Same(before, await AnswersAsync(portal, store, then), seed, i);
        }

        return (merged, lost);
    }

    // the ledger goes on behind the generated events
    private static async Task CountOnAsync(TestPortal portal, GeneratedStore store)
    {
        var last = store.Addresses.SelectMany(a => a.Points).SelectMany(p => p.Events).Max(e => e.Sequence);
        await using var db = portal.NewDb();
        await db.Database.ExecuteSqlAsync($"INSERT INTO counters (name, value) VALUES ('events', {last}) ON CONFLICT (name) DO UPDATE SET value = {last}");
    }

    // people who share an address first: they are the ones whom somebody merges
    private static List<(Id<Contact>, Id<Contact>)> Pairs(GeneratedStore store, Random random)
    {
        var sharing = store.Addresses.SelectMany(a => a.Points).Select(p => p.Links.Where(l => l.IsOpen).Select(l => l.ContactId).Distinct().ToList()).Where(c => c.Count > 1).Select(c => (c[0], c[1])).Distinct().ToList();
        var linked = store.Addresses.SelectMany(a => a.Points).SelectMany(p => p.Links).Select(l => l.ContactId).Distinct().ToList();
        List<(Id<Contact>, Id<Contact>)> pairs = [.. sharing.OrderBy(_ => random.Next()).Take(Merges / 2)];
        while (pairs.Count < Merges)
        {
            pairs.Add((linked[random.Next(linked.Count)], linked[random.Next(linked.Count)]));
        }

        return [.. pairs.OrderBy(_ => random.Next())];
    }

    private static string Canonical(PreviewMerge.Flip flip) => ContactPointKey.TryParse(flip.Channel, flip.Address, out var key) ? key.Canonical : "";

    // somebody asked by name who did not have the address before was refused for that alone
    private static bool Owned(TestPortal portal, GeneratedStore store, Asked asked) => asked.Contact is null || store.Addresses.SelectMany(a => a.Points.Select(p => (a, p)))
        .Any(x => x.a.Key.Canonical == asked.Address && x.a.Key.Channel == asked.Channel && x.p.Row.ErasedAt is null && x.p.Links.Exists(l => l.IsOpen && l.ContactId == store.Contact(asked.Contact)!.Id));

    private static void Same(Dictionary<Asked, bool> expected, Dictionary<Asked, bool> actual, int seed, int step)
    {
        var other = expected.Where(e => actual[e.Key] != e.Value).Select(e => $"{e.Key} was {e.Value}").ToList();
        Assert.True(other.Count == 0, $"Seed {seed}, step {step}: {string.Join("; ", other.Take(5))}");
    }

    private static async Task<Dictionary<Asked, bool>> AnswersAsync(TestPortal portal, GeneratedStore store, DateTimeOffset? at)
    {
        Dictionary<Asked, bool> answers = [];
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        FactBatch batch = new();
        List<Decided> decided = [];
        foreach (var channel in store.Addresses.Where(a => a.PointAt(null) is not null).GroupBy(a => a.Key.Channel))
        {
            List<CheckItem> items = [.. channel.Select(a => new CheckItem(a.Key.Canonical))];
            items.AddRange(channel.SelectMany(a => a.PointAt(null)!.Links.Where(l => l.IsOpen).Select(l => new CheckItem(a.Key.Canonical, store.Contacts.Find(c => c.Id == l.ContactId)!.ExternalId))).Where(i => i.Contact is not null));
            foreach (var (profile, purpose) in rules.Profiles.SelectMany(p => rules.PurposesOf(p).Select(purpose => (p, purpose))))
            {
                foreach (var topic in purpose.Topics.Select(t => t.Code).Prepend(null))
                {
                    await portal.Get<ConsentDecider>().DecideAsync(new(profile.Code, purpose.Code, topic, channel.Key, At: at), items, batch, decided, explain: false, CancellationToken.None);
                    for (var i = 0; i < items.Count; i++)
                    {
                        answers[new(profile.Code, purpose.Code, topic, channel.Key, items[i].Address, items[i].Contact)] = decided[i].Decision.Message.Allowed;
                    }
                }
            }
        }

        return answers;
    }
}
