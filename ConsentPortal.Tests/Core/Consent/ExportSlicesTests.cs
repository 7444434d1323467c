using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>How an export is read: in bounded steps, and no row of a purpose that its rules do not know.</summary>
public sealed class ExportSlicesTests
{
    [Theory, OnEveryDatabase]
    public async Task However_small_the_window_each_row_that_matches_comes_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 150, seed: 13);
        Random random = new(17);
        for (var round = 0; round < 20; round++)
        {
            var filter = round == 0 ? new() : scene.Filter(random);
            var window = random.Next(1, 30);

            var (records, _) = await ReadAsync(portal, ConsentList.Records, filter, scene.Rules, window);
            var (events, _) = await ReadAsync(portal, ConsentList.Events, filter, scene.Rules, window);

            Assert.Equal(scene.Records(filter, portal.Clock.Now()).ConvertAll(r => r.EventId).Order(), records.Select(l => l.Key).Order());
            Assert.Equal(scene.EventsOf(filter).ConvertAll(e => e.Sequence).Order(), events.Select(l => l.Sequence!.Value));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Where_little_matches_a_slice_is_empty_instead_of_reading_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var n = 0; n < 25; n++)
        {
            await portal.World.SaysAsync($"p{n}@example.com", ConsentStatus.OptedIn, with: s => s with { Source = n == 24 ? "last" : "web" });
        }

        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        foreach (var list in new[] { ConsentList.Records, ConsentList.Events })
        {
            var (lines, slices) = await ReadAsync(portal, list, new() { Source = "last" }, rules, window: 5);

            Assert.Equal("p24@example.com", Assert.Single(lines).Address);
            Assert.InRange(slices, 5, 6);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_purpose_that_was_added_since_the_rules_were_read_does_not_leave_the_portal_nor_show_in_a_list(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, "transactional");
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        Rulebook before = new(rules.Version, rules.Profiles, [.. rules.Purposes.Where(p => p.Code != "commercial")]);
        await using var db = portal.NewDb();
        var scope = await ListScope.OfAsync(db, new(), before, Actors.Admin, portal.Clock.Now(), default);
        List<ListedRecord> keys = [.. RecordStreams.Keys(new RecordStreams(db, new(), scope).Plain(), null, true, 9)];
        List<ListedEvent> events = [.. EventStreams.Keys(new EventStreams(db, new(), scope).Plain(), null, true, 9)];

        Assert.Equal("transactional", Assert.Single((await ReadAsync(portal, ConsentList.Records, new(), before, 5)).Lines).Purpose);
        Assert.Equal("transactional", Assert.Single((await ReadAsync(portal, ConsentList.Events, new(), before, 5)).Lines).Purpose);
        Assert.Equal((2, 2), (keys.Count, events.Count));
        Assert.Equal(rules.Purpose("transactional")!.Id, Assert.Single(await FindConsents.RowsAsync(db, keys, before, scope, Actors.Admin, default)).PurposeId);
        Assert.Equal(ConsentStatus.OptedOut, Assert.Single(await FindConsentEvents.RowsAsync(db, events, before, scope, Actors.Admin, default)).NewStatus);
    }

    internal static async Task<List<ConsentLine>> LinesAsync(TestPortal portal, ConsentList list, ConsentFilter filter, Actor? actor = null)
    {
        ExportSlices slices = new(portal.Get<ListReads>(), list, filter, actor ?? Actors.Admin, await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None));
        List<ConsentLine> lines = [];
        while (!slices.Done)
        {
            lines.AddRange(await slices.NextAsync(CancellationToken.None));
        }

        return lines;
    }

    private static async Task<(List<ConsentLine> Lines, int Slices)> ReadAsync(TestPortal portal, ConsentList list, ConsentFilter filter, Rulebook rules, int window)
    {
        ExportSlices slices = new(portal.Get<ListReads>(), list, filter, Actors.Admin, rules) { Window = window };
        List<ConsentLine> lines = [];
        var count = 0;
        while (!slices.Done)
        {
            lines.AddRange(await slices.NextAsync(CancellationToken.None));
            Assert.True(++count < 1000, "no end");
        }

        return (lines, count);
    }
}
