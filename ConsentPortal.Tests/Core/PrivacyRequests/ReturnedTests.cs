using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>An erased address that comes back gets no marketing, and officers see that it came back.</summary>
public sealed class ReturnedTests
{
    [Theory, OnEveryDatabase]
    public async Task An_erased_address_that_somebody_brings_in_again_is_stopped_and_reported_by_number(DatabaseProvider provider)
    {
        await using var portal = await ErasureScene.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.EraseAsync();
        Assert.Empty(await FoundAsync(portal));

        await portal.World.SaysAsync(ErasureScene.Typed, ConsentStatus.OptedIn, with: s => s with { Source = "webshop" });
        await portal.World.SaysAsync("somebody.else@example.com", ConsentStatus.OptedIn);

        var row = Assert.Single(await FoundAsync(portal));
        Assert.Equal((Channel.Email, "webshop", 0L), (row.Channel, row.Source, row.Import));
        Assert.Equal(row.Stopped, await portal.World.ReasonAsync(ErasureScene.Typed) == ReasonCode.Suppressed);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindReturned>().RunAsync(Actors.Rep, CancellationToken.None)).Problem!.Refusal);
    }

    private static async Task<IReadOnlyList<FindReturned.Row>> FoundAsync(TestPortal portal) => (await portal.Get<FindReturned>().RunAsync(Actors.Officer, CancellationToken.None)).Value;
}
