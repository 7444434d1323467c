using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>The start page's figures: right, carried on by cursor, and only for who may see them.</summary>
public sealed class ReadActivityTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Changes_are_counted_by_day_and_older_ones_than_thirty_days_not_at_all(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var n = 0; n < 5; n++)
        {
            await portal.World.SaysAsync($"old{n}@example.com", ConsentStatus.OptedIn);
        }

        portal.Clock.Advance(TimeSpan.FromDays(40));
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        portal.Clock.Advance(TimeSpan.FromDays(10));
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut); // unchanged: no event

        var view = (await portal.Get<ReadActivity>().RunAsync(Actors.Admin, Ct)).Value;

        Assert.Equal((0, 1), (view.OptIns(7), view.OptOuts(7)));
        Assert.Equal((1, 2), (view.OptIns(30), view.OptOuts(30)));
        Assert.Equal(ActivityTally.Days, view.Figures.Days.Count);
        Assert.Equal(7, view.Figures.Points);
    }

    [Fact]
    public async Task Later_looks_read_only_what_was_added()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var tally = portal.Get<ActivityTally>();
        await tally.GetAsync(Ct);

        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await tally.RefreshAsync(wait: true, Ct);

        Assert.Equal(2, (await tally.GetAsync(Ct)).Days.Sum(d => d.OptIns));
    }

    [Fact]
    public async Task Who_sees_only_their_own_contacts_gets_no_list_of_everybody()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);

        Assert.Single((await portal.Get<ReadActivity>().RunAsync(Actors.Rep, Ct)).Value.Latest);
        Assert.Empty((await portal.Get<ReadActivity>().RunAsync(Actors.Rep with { OwnContactsOnly = true }, Ct)).Value.Latest);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadActivity>().RunAsync(Actors.Analyst, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task An_empty_portal_has_thirty_quiet_days()
    {
        await using var portal = await TestPortal.StartAsync();

        var view = (await portal.Get<ReadActivity>().RunAsync(Actors.Admin, Ct)).Value;

        Assert.Equal((0, 0, 0L), (view.OptIns(30), view.OptOuts(30), view.Figures.Points));
        Assert.Empty(view.Latest);
    }
}
