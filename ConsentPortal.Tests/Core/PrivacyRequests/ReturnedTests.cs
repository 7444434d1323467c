using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Core.Imports;
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

    [Theory, OnEveryDatabase]
    public async Task An_import_counts_the_rows_that_bring_an_erased_address_back_and_it_gets_no_marketing(DatabaseProvider provider)
    {
        await using var portal = await ErasureScene.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.EraseAsync();
        const string File = $"email,status\r\n{ErasureScene.Typed},yes\r\nsomebody.else@example.com,yes\r\n{ErasureScene.Typed},perhaps\r\n";
        var draft = await portal.UploadAsync(File);
        var tried = (await portal.Get<DryRunImport>().RunAsync(new(draft, (await portal.ReadAsync(draft)).Options), Actors.Analyst, CancellationToken.None)).Value;

        var counts = (await portal.ImportAsync(File)).Counts;

        Assert.Equal((1L, 1L, 3L), (tried.Counts.Erased, counts.Erased, counts.Total)); // a refused row brings nothing back
        Assert.Equal((1L, ReasonCode.Suppressed), (counts.RejectedTotal, await portal.World.ReasonAsync(ErasureScene.Typed)));
        var row = Assert.Single(await FoundAsync(portal));
        Assert.True(row.Stopped && row.Import > 0);
        var people = await PeopleImportTests.LoadAsync(portal, $"{PeopleImportTests.Header},,,Lee,,,{ErasureScene.Canonical},,,,\r\n,,,Other,,,other@example.com,,,,\r\n");
        Assert.Equal((2L, 1L), (people.Counts.Added, people.Counts.Erased));
    }

    private static async Task<IReadOnlyList<FindReturned.Row>> FoundAsync(TestPortal portal) => (await portal.Get<FindReturned>().RunAsync(Actors.Officer, CancellationToken.None)).Value;
}
