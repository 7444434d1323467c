using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>Calls are counted by key, day, kind and end, in few rows, and forgotten in time.</summary>
public sealed class CallCountsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Calls_add_up_by_day_kind_and_end_and_older_ones_are_dropped(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var key = (await portal.Get<IssueApiKey>().RunAsync(new("production", "CRM", null, ["consent:check"]), Actors.Admin, Ct)).Value.Id;
        await NoteAsync(portal, key, (CallKind.Check, 200, 5));
        portal.Clock.Advance(TimeSpan.FromDays(CallCount.KeptDays - 1));
        await NoteAsync(portal, key, (CallKind.Check, 200, 3), (CallKind.Check, 418, 1), (CallKind.Record, 204, 2));
        await NoteAsync(portal, key, (CallKind.Check, 200, 4), (CallKind.Record, 502, 1));
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);

        var all = await TrafficAsync(portal, today.AddDays(-100));
        Assert.Equal((16, 2), (all.Calls, all.Errors));
        Assert.Equal(101, all.Days.Count);
        Assert.Equal((11, 2), (all.Days[^1].Calls, all.Days[^1].Errors));
        Assert.Equal([(200, 14L), (400, 1), (500, 1)], all.Statuses);
        Assert.Equal([(CallKind.Check, 13L, 1L), (CallKind.Record, 3, 1)], all.Kinds.Select(k => (k.Of, k.Calls, k.Errors)));
        Assert.Equal(("production", 16), (all.Keys.Single().Of, all.Keys.Single().Calls));
        var row = (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single();
        Assert.Equal((11, 11, 2, all.LastAt), (row.Today, row.Week, row.Errors, row.LastAt));

        portal.Clock.Advance(TimeSpan.FromDays(1));
        await NoteAsync(portal, key, (CallKind.Links, 200, 1));
        Assert.Equal(12, (await TrafficAsync(portal, today.AddDays(-100))).Calls);
    }

    [Fact]
    public async Task What_is_noted_while_it_is_taken_is_never_lost_and_nothing_counts_for_an_application_but_its_own()
    {
        await using var portal = await TestPortal.StartAsync();
        var (own, other) = ((await portal.Get<IssueApiKey>().RunAsync(new("a", "CRM", null, ["consent:check"]), Actors.Admin, Ct)).Value.Id, (await portal.Get<IssueApiKey>().RunAsync(new("b", "Shop", null, ["consent:check"]), Actors.Admin, Ct)).Value.Id);
        var counts = portal.Get<CallCounts>();
        var noting = Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                counts.Note(n == 0 ? other : own, CallKind.Check, 200);
            }
        })).ToList();
        while (noting.Exists(n => !n.IsCompleted))
        {
            await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct);
        }

        await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct);

        var rows = (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows;
        Assert.Equal([("CRM", 15000L), ("Shop", 5000L)], rows.Select(r => (r.Name, r.Today)));
    }

    [Fact]
    public async Task Only_who_manages_keys_reads_it()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadTraffic>().RunAsync(new(new(1), default, default), Actors.Officer, Ct)).Problem!.Refusal);
    }

    private static async Task NoteAsync(TestPortal portal, Id<ApiKey> key, params (CallKind Kind, int Status, int Times)[] calls)
    {
        foreach (var (kind, status, times) in calls)
        {
            for (var i = 0; i < times; i++)
            {
                portal.Get<CallCounts>().Note(key, kind, status);
            }
        }

        Assert.True((await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct)).Ok);
    }

    private static async Task<ReadTraffic.View> TrafficAsync(TestPortal portal, DateOnly from)
    {
        var application = (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single();
        return (await portal.Get<ReadTraffic>().RunAsync(new(application.Id, from, DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime)), Actors.Admin, Ct)).Value;
    }
}
