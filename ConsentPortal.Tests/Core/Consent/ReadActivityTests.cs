using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>What the start page tells beside its figures, and to whom.</summary>
public sealed class ReadActivityTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

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
    public async Task Contact_points_are_counted_and_the_count_follows_within_minutes()
    {
        await using var portal = await TestPortal.StartAsync();
        Assert.Equal(0, (await portal.Get<ReadActivity>().RunAsync(Actors.Admin, Ct)).Value.Points);

        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);

        Assert.Equal(1, (await portal.Get<ReadActivity>().RunAsync(Actors.Admin, Ct)).Value.Points);
    }
}
