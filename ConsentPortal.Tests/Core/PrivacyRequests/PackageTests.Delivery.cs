using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>When a package is made, when it can be fetched, and when nobody can any more.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public async Task Only_a_request_for_a_copy_whose_person_showed_who_they_are_gets_one_and_only_from_who_works_on_requests()
    {
        await using var scene = await RequestScene.StartAsync();
        var unknown = await scene.OpenAsync();
        var forget = await scene.OpenAsync(RequestKind.Forget, "eve@example.com");

        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<BuildPackage>().RunAsync(new(unknown.Id), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<BuildPackage>().RunAsync(new(forget.Id), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<BuildPackage>().RunAsync(new(unknown.Id), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(scene.Portal.Folder, "packages")));
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_fetched_once_and_a_download_that_breaks_off_may_be_begun_again_until_it_was_too_often(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, AnnAsync);
        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
        await scene.GatherAsync();
        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
        await scene.ReleaseAsync();
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<FetchPackage>().RunAsync(scene.Request, Actors.Officer, Ct)).Problem!.Refusal);

        Assert.True((await scene.BeginAsync()).Ok); // breaks off
        await scene.FetchAsync();

        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
        var used = await scene.PackageAsync();
        Assert.Equal((PackageState.Fetched, 2, true), (used.State, used.Starts, used.FetchedAt is not null));
        Assert.Contains((await scene.Requests.ReadAsync(scene.Request)).Timeline, l => l.Kind == RequestStepKind.PackageFetched);
        Assert.True((await scene.Portal.Get<OfferPackageAgain>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Ok);
        for (var start = 0; start < DataPackage.MostStarts; start++)
        {
            Assert.True((await scene.BeginAsync()).Ok);
        }

        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
    }

    [Fact]
    public async Task After_fourteen_days_the_keys_are_gone_and_the_files_with_them()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();
        await scene.ReleaseAsync();
        var folder = Path.Combine(scene.Portal.Folder, "packages");
        Assert.Equal(2, Directory.EnumerateFiles(folder).Count());
        Assert.All(Directory.EnumerateFiles(folder), f => Assert.DoesNotContain(Ann, Encoding.Latin1.GetString(File.ReadAllBytes(f)), StringComparison.Ordinal));

        scene.Portal.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1));

        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem); // before the worker came by
        Assert.Equal(1, await scene.Portal.Get<PackageUpkeep>().ExpireAsync(Ct));
        var over = await scene.PackageAsync();
        Assert.Equal((PackageState.Expired, null, null), (over.State, over.FileKey, over.RecordsKey));
        Assert.Empty(Directory.EnumerateFiles(folder));
        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
        Assert.False((await scene.Portal.Get<OfferPackageAgain>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Ok);
    }

    [Fact]
    public async Task Killed_at_work_it_begins_that_part_again_and_half_a_file_is_never_offered()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        var id = (await scene.Portal.Get<BuildPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Value;
        Assert.False((await scene.Portal.Get<BuildPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Ok); // a double click is one package
        await LeftAsync(scene, id, PackageState.Collecting, "records");
        using CancellationTokenSource death = new();
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Portal.Get<RunPackage>().RunAsync(id, death.Token));

        Assert.Equal(id, await scene.Portal.Get<PackageUpkeep>().NextAsync(Ct));
        Assert.Equal(PackageState.Preview, await scene.Portal.Get<RunPackage>().RunAsync(id, Ct));
        Assert.True((await scene.Portal.Get<ReleasePackage>().RunAsync(new(scene.Request, true), Actors.Officer, Ct)).Ok);
        await LeftAsync(scene, id, PackageState.Packing, "zip.sealed");
        Assert.Equal(FetchPackage.NotNow, (await scene.BeginAsync()).Problem);
        Assert.Equal(PackageState.Ready, await scene.Portal.Get<RunPackage>().RunAsync(id, Ct));

        var zip = await scene.FetchAsync();
        Assert.Equal((await scene.PackageAsync()).FileHash, SHA256.HashData(zip.Bytes));
        Assert.Null(await scene.Portal.Get<PackageUpkeep>().NextAsync(Ct));
    }

    [Fact]
    public async Task Stopped_while_it_is_made_nothing_is_left_and_a_newer_one_takes_the_place_of_one_that_was_looked_at()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        var id = (await scene.Portal.Get<BuildPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Value;
        Assert.True((await scene.Portal.Get<DiscardPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Ok);
        Assert.Equal(PackageState.Cancelled, await scene.Portal.Get<RunPackage>().RunAsync(id, Ct));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(scene.Portal.Folder, "packages")));

        var first = await scene.GatherAsync();
        var second = await scene.GatherAsync();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(scene.Portal.Folder, "packages")));
        Assert.True((await scene.Portal.Get<DiscardPackage>().RunAsync(new(scene.Request), Actors.Officer, Ct)).Ok);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(scene.Portal.Folder, "packages")));
        Assert.Null((await scene.Portal.Get<ReadPackage>().RunAsync(scene.Request, Actors.Officer, Ct)).Value.Package);
    }

    [Fact]
    public async Task A_long_history_is_paged_from_its_middle_without_losing_a_record()
    {
        await using var scene = await PackageScene.StartAsync(contact: async portal =>
        {
            for (var n = 0; n < 250; n++)
            {
                await portal.World.SaysAsync(Ann, n % 2 == 0 ? ConsentStatus.OptedIn : ConsentStatus.OptedOut, by: Actors.CrmThatReopts, with: s => s with { OccurredAt = portal.Clock.Now() });
                portal.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            return await portal.World.PersonAsync("crm-1", [Ann]);
        });
        var contents = PackageContents.FromJson((await scene.GatherAsync()).Contents);
        var rows = contents.Find("consent-history")!.Rows;

        List<string> seen = [];
        for (var page = 0; ; page++)
        {
            var view = await scene.RowsAsync("consent-history", page);
            seen.AddRange(view.Rows.Select(r => r.Record));
            if (!view.More)
            {
                break;
            }
        }

        Assert.True(rows > 200, $"{rows}");
        Assert.Equal((rows, rows), (seen.Count, seen.Distinct().Count()));
        Assert.Equal((await scene.Portal.World.EventsAsync()).Select(e => e.Id.ToString()), seen);
    }

    private static async Task LeftAsync(PackageScene scene, Id<DataPackage> id, PackageState state, string file)
    {
        await using var db = scene.Portal.NewDb();
        await db.Set<DataPackage>().Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, state)); // as a killed process leaves it
        await File.WriteAllTextAsync(Path.Combine(scene.Portal.Folder, "packages", $"{id}.{file}"), "half a file");
    }
}
