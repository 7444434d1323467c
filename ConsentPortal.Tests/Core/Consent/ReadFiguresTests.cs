using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>The figures of a stretch of days: by the borders of days in UTC, for who may see them.</summary>
public sealed class ReadFiguresTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_day_begins_and_ends_at_midnight_UTC(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var midnight = new DateTimeOffset(portal.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        portal.Clock.Advance(midnight.AddSeconds(-1) - portal.Clock.GetUtcNow());
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await CountScene.CountAsync(portal);

        var figures = await CountScene.FiguresAsync(portal, 3);
        var last = await CountScene.FiguresAsync(portal, 1);

        Assert.Equal([(0L, 0L), (1L, 0L), (1L, 1L)], figures.Days.Select(d => (d.OptIns, d.OptOuts)));
        Assert.Equal((1, 1), (last.OptIns, last.OptOuts));
        Assert.InRange(figures.Progress.UpTo!.Value, midnight, midnight.AddSeconds(1));
        Assert.Equal((3, 3), (figures.Progress.Counted, figures.Progress.Total));
    }

    [Fact]
    public async Task An_opt_in_past_its_end_is_expired_and_one_before_it_lapses_soon()
    {
        await using var portal = await TestPortal.StartAsync();
        foreach (var (name, days) in new[] { ("a", 5), ("b", 40), ("c", 100) })
        {
            await portal.World.SaysAsync($"{name}@example.com", ConsentStatus.OptedIn, with: s => s with { ValidUntil = portal.Clock.GetUtcNow().AddDays(days) });
        }

        await portal.World.SaysAsync("d@example.com", ConsentStatus.OptedIn);
        await CountScene.CountAsync(portal);
        var first = await CountScene.FiguresAsync(portal);
        portal.Clock.Advance(TimeSpan.FromDays(11));
        var later = await CountScene.FiguresAsync(portal);

        Assert.Equal((1, 2), (first.LapsingIn30, first.LapsingIn90));
        Assert.Equal((4, 0), (first.Standing.Single().OptedIn, first.Standing.Single().Expired));
        Assert.Equal((3, 1), (later.Standing.Single().OptedIn, later.Standing.Single().Expired));
        Assert.Equal((1, 2), (later.LapsingIn30, later.LapsingIn90)); // b moved into the next 30 days, c into the next 90
    }

    [Fact]
    public async Task A_profile_narrows_and_who_may_not_read_consent_reads_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Source = "web shop" });
        await CountScene.CountAsync(portal);
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        var question = portal.Get<ReadFigures>();

        var other = (await question.RunAsync(new(today, today, new(4711)), Actors.Admin, Ct)).Value;

        Assert.Equal((0, 0), (other.OptIns, other.Standing.Count));
        Assert.Equal("web shop", (await CountScene.FiguresAsync(portal)).Sources.Single().Word);
        Assert.Equal(Refusal.Forbidden, (await question.RunAsync(new(today, today), Actors.Analyst, Ct)).Problem!.Refusal);
    }
}
