using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Counting goes on where it was, counts nothing twice, and says how far it is.</summary>
public sealed class KeepCountsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Two_at_once_count_each_event_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var n = 0; n < 12; n++)
        {
            await portal.World.SaysAsync($"p{n}@example.com", ConsentStatus.OptedIn);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.Get<KeepCounts>().RunAsync(new(7), Actor.System, Ct)));
        await CountScene.CountAsync(portal);

        Assert.Equal(12, (await CountScene.FiguresAsync(portal)).OptIns);
    }

    [Fact]
    public async Task What_is_cut_off_before_its_commit_is_counted_by_the_next()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await using (var db = portal.NewDb())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER cut BEFORE INSERT ON day_counts BEGIN SELECT RAISE(ABORT, 'cut'); END", Ct);
            await Assert.ThrowsAnyAsync<Exception>(() => portal.Get<KeepCounts>().RunAsync(new(), Actor.System, Ct));
            Assert.Equal(0, (await CountScene.FiguresAsync(portal)).Progress.Counted);
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER cut", Ct);
        }

        Assert.Equal(2, await CountScene.CountAsync(portal));
        Assert.Equal(await CountScene.ScannedAsync(portal), await CountScene.KeptAsync(portal));
    }

    [Fact]
    public async Task Rebuilding_counts_every_event_again()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await CountScene.CountAsync(portal);
        var before = await CountScene.KeptAsync(portal);

        Assert.Equal(Refusal.Forbidden, (await portal.Get<RebuildCounts>().RunAsync(new(), Actors.Officer, Ct)).Problem!.Refusal);
        await portal.Get<RebuildCounts>().RunAsync(new(), Actors.Admin, Ct);
        Assert.Empty(await CountScene.KeptAsync(portal));

        Assert.Equal(1, await CountScene.CountAsync(portal));
        Assert.Equal(before, await CountScene.KeptAsync(portal));
    }

    [Fact]
    public async Task Sources_that_a_program_makes_up_do_not_grow_without_end()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var n = 0; n < DayWord.MostADay + 5; n++)
        {
            await portal.World.SaysAsync($"p{n}@example.com", ConsentStatus.OptedIn, with: s => s with { Source = $"batch {n}" });
        }

        await CountScene.CountAsync(portal);

        await using var db = portal.NewDb();
        Assert.Equal(DayWord.MostADay + 1, await db.Set<DayWord>().CountAsync(w => w.Kind == CountedWord.Source, Ct));
        Assert.Equal(5, (await db.Set<DayWord>().SingleAsync(w => w.Word == DayWord.Others, Ct)).OptIns);
    }
}
