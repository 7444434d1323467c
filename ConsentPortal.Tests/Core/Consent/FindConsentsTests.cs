using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>The lists of records and of events.</summary>
public sealed class FindConsentsTests
{
    [Theory, OnEveryDatabase]
    public async Task Whatever_filters_are_combined_the_lists_their_counts_and_their_exports_are_what_a_plain_reading_finds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 400, seed: 7);
        Random random = new(11);
        var (found, empty) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            var filter = round == 0 ? new() : scene.Filter(random);
            var records = scene.Records(filter, portal.Clock.Now()).ConvertAll(r => r.EventId);
            var events = scene.EventsOf(filter).ConvertAll(e => e.Sequence);

            Assert.Equal(records, (await AllAsync(portal, filter, 9)).ConvertAll(r => r.EventId));
            Assert.Equal(records.Count, (await portal.Get<FindConsents>().CountAsync(filter, Actors.Admin, CancellationToken.None)).Value);
            Assert.Equal(events, (await AllEventsAsync(portal, filter, 23)).ConvertAll(e => e.Sequence));
            Assert.Equal(events.Count, (await portal.Get<FindConsentEvents>().CountAsync(filter, Actors.Admin, CancellationToken.None)).Value);
            if (round % 6 == 0)
            {
                Assert.Equal(records.Order(), (await ExportSlicesTests.LinesAsync(portal, ConsentList.Records, filter)).Select(l => l.Key).Order());
                Assert.Equal(events.Order(), (await ExportSlicesTests.LinesAsync(portal, ConsentList.Events, filter)).Select(l => l.Sequence!.Value));
            }

            (found, empty) = (found + (records.Count > 0 ? 1 : 0), empty + (records.Count == 0 ? 1 : 0));
        }

        Assert.True(found > 15, $"{found} filters found something");
        Assert.True(empty < 45, $"{empty} found nothing");
    }

    [Theory, OnEveryDatabase]
    public async Task Somebody_who_writes_makes_a_reader_miss_nothing_and_see_nothing_twice_forwards_and_backwards(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 100, seed: 3);
        await portal.World.SaysAsync("p1@example.com", ConsentStatus.OptedOut);
        await scene.ReadAsync();
        var there = scene.Records(new(), portal.Clock.Now());
        var events = scene.EventsOf(new()).ConvertAll(e => e.Sequence);
        List<Id<ConsentEvent>> seen = [];
        List<long> seenEvents = [];
        HashSet<Id<ConsentEvent>> changed = [];
        string? cursor = null, eventCursor = null;
        ConsentListPage<FindConsents.Row> page;
        do
        {
            page = (await portal.Get<FindConsents>().RunAsync(new(new(), cursor, Take: 7), Actors.Admin, CancellationToken.None)).Value;
            var eventPage = (await portal.Get<FindConsentEvents>().RunAsync(new(new(), eventCursor, Take: 7), Actors.Admin, CancellationToken.None)).Value;
            seen.AddRange(page.Rows.Select(r => r.EventId));
            seenEvents.AddRange(eventPage.Rows.Select(r => r.Sequence));
            (cursor, eventCursor) = (page.Next, eventPage.Next);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await portal.World.SaysAsync($"new{seen.Count}@example.com", ConsentStatus.OptedOut);
            changed.Add((await portal.World.RecordAsync("p1@example.com")).EventId);
            await portal.World.SaysAsync("p1@example.com", seen.Count % 2 == 0 ? ConsentStatus.OptedIn : ConsentStatus.OptedOut, by: Actors.CrmThatReopts);
        }
        while (cursor is not null);

        Assert.Equal(there.Select(r => r.EventId).Except(changed), seen.Where(e => !changed.Contains(e)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(events.Take(seenEvents.Count), seenEvents);

        List<Id<ConsentEvent>> back = [.. page.Rows.Select(r => r.EventId)];
        for (var previous = page.Previous; previous is not null; previous = page.Previous)
        {
            page = (await portal.Get<FindConsents>().RunAsync(new(new(), previous, Backwards: true, Take: 7), Actors.Admin, CancellationToken.None)).Value;
            back.InsertRange(0, page.Rows.Select(r => r.EventId));
        }

        Assert.Equal(seen.Where(e => !changed.Contains(e)), back.Where(e => !changed.Contains(e) && seen.Contains(e)));
    }

    [Theory, OnEveryDatabase]
    public async Task The_oldest_come_first_when_asked_for_and_the_way_back_leads_to_where_one_was(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 75, seed: 5);
        var expected = scene.Records(new(), portal.Clock.Now()).ConvertAll(r => r.EventId);
        expected.Reverse();
        var find = portal.Get<FindConsents>();

        var first = (await find.RunAsync(new(new(), OldestFirst: true, Take: 10), Actors.Admin, default)).Value;
        var second = (await find.RunAsync(new(new(), first.Next, OldestFirst: true, Take: 10), Actors.Admin, default)).Value;
        var again = (await find.RunAsync(new(new(), second.Previous, Backwards: true, OldestFirst: true, Take: 10), Actors.Admin, default)).Value;

        Assert.Null(first.Previous);
        Assert.Equal(expected.Take(20), first.Rows.Concat(second.Rows).Select(r => r.EventId));
        Assert.Equal(first.Rows.Select(r => r.EventId), again.Rows.Select(r => r.EventId));
        Assert.Null(again.Previous);
        Assert.Equal(Refusal.Invalid, (await find.RunAsync(new(new(), "no cursor"), Actors.Admin, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task Each_role_sees_what_it_may()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("mine@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("theirs@example.com", ConsentStatus.OptedIn);
        await portal.World.PersonAsync("mine", ["mine@example.com"], f => f with { OwnerId = Actors.RepWithOwnContacts.Number });
        var theirs = (await portal.World.RecordAsync("theirs@example.com")).PointId;
        var (find, events) = (portal.Get<FindConsents>(), portal.Get<FindConsentEvents>());
        async Task<List<string?>> SeenAsync(Actor actor, ConsentFilter? filter = null) => [.. (await find.RunAsync(new(filter ?? new()), actor, default)).Value.Rows.Select(r => r.Address)];
        var blind = Actors.Officer with { Permissions = Permission.ReadConsent | Permission.ReadAudit };

        Assert.Equal(["theirs@example.com", "mine@example.com"], await SeenAsync(Actors.Rep));
        Assert.Equal(["mine@example.com"], await SeenAsync(Actors.RepWithOwnContacts));
        Assert.Empty(await SeenAsync(Actors.RepWithOwnContacts, new() { Points = [theirs] }));
        Assert.Equal(1, (await find.CountAsync(new(), Actors.RepWithOwnContacts, default)).Value);
        Assert.Equal(["t…@e….com", "m…@e….com"], await SeenAsync(blind));
        Assert.Equal(["t…@e….com", "m…@e….com"], (await events.RunAsync(new(new()), blind, default)).Value.Rows.Select(r => r.Address));
        Assert.Equal(Refusal.Forbidden, (await find.RunAsync(new(new()), Actors.Analyst, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await find.CountAsync(new(), Actors.Analyst, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await events.RunAsync(new(new()), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await events.CountAsync(new(), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindAddress>().RunAsync("mine@example.com", blind, default)).Problem!.Refusal);
        Assert.Single((await portal.Get<FindAddress>().RunAsync(" MINE@Example.com", Actors.RepWithOwnContacts, default)).Value);
        Assert.Empty((await portal.Get<FindAddress>().RunAsync("theirs@example.com", Actors.RepWithOwnContacts, default)).Value);
    }

    [Fact]
    public async Task A_row_says_whose_it_is_and_an_erased_address_is_shown_as_such()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Source = "web", ValidUntil = portal.Clock.Now().AddDays(1) });
        var ann = await portal.World.PersonAsync("Ann", ["ann@example.com"]);
        portal.Clock.Advance(TimeSpan.FromDays(2));

        var row = Assert.Single((await portal.Get<FindConsents>().RunAsync(new(new() { ContactId = ann, Status = ConsentStatus.Expired }), Actors.Rep, default)).Value.Rows);

        Assert.Equal((ann, "Ann", ConsentStatus.Expired, "web", ConsentAction.Api, false), (row.ContactId, row.ContactName, row.Status, row.Source, row.Action, row.Erased));
        await using (var db = portal.NewDb())
        {
            (await db.Set<ContactPoint>().SingleAsync(p => p.Id == row.PointId)).Erase(portal.Clock.Now());
            await db.SaveChangesAsync();
        }

        var erased = Assert.Single((await portal.Get<FindConsents>().RunAsync(new(new()), Actors.Rep, default)).Value.Rows);
        Assert.Equal((null, true), (erased.Address, erased.Erased));
        Assert.True((await portal.Get<FindConsentEvents>().RunAsync(new(new()), Actors.Officer, default)).Value.Rows.Single().Erased);
    }

    internal static async Task<List<FindConsents.Row>> AllAsync(TestPortal portal, ConsentFilter filter, int take)
    {
        List<FindConsents.Row> rows = [];
        string? cursor = null;
        do
        {
            var page = (await portal.Get<FindConsents>().RunAsync(new(filter, cursor, Take: take), Actors.Admin, CancellationToken.None)).Value;
            rows.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }

    private static async Task<List<FindConsentEvents.Row>> AllEventsAsync(TestPortal portal, ConsentFilter filter, int take)
    {
        List<FindConsentEvents.Row> rows = [];
        string? cursor = null;
        do
        {
            var page = (await portal.Get<FindConsentEvents>().RunAsync(new(filter, cursor, Take: take), Actors.Admin, CancellationToken.None)).Value;
            rows.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }
}
