using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>How long closed cases and evidence are kept depends on the law of the profile; files and packages go with their case.</summary>
public sealed class RetentionLawTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_closed_case_is_kept_as_the_law_of_its_profile_says_and_never_shorter_than_it_asks(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        Assert.True((await scene.Portal.Get<CreateProfile>().RunAsync(new("clinic", "clinic", "Example Ltd", "1 High Street", "hipaa"), Actors.Admin, Ct)).Ok);
        var (europe, california, clinic) = (await ClosedAsync(scene, "europe"), await ClosedAsync(scene, "california"), await ClosedAsync(scene, "clinic"));

        scene.Portal.Clock.Advance(TimeSpan.FromDays(732));
        Assert.Equal((1L, 1L), ((await RowAsync(scene)).Over, (await RowAsync(scene)).Laws.Single(l => l.Code == "ccpa").Over));
        await RunAsync(scene);
        Assert.Equal((false, true, false), (await RetiredAsync(scene, europe), await RetiredAsync(scene, california), await RetiredAsync(scene, clinic)));
        Assert.Equal((1, 0, 0), (await LoggedAsync(scene, "requests/ccpa"), await LoggedAsync(scene, "requests/hipaa"), await LoggedAsync(scene, "requests")));

        var late = await ClosedAsync(scene, "california");
        Assert.True((await scene.Portal.Get<SetRetention>().RunAsync(new("requests", 366, "Our claims lapse sooner", 0), Actors.Admin, Ct)).Ok);
        Assert.Equal([("ccpa", 731), ("hipaa", 2192)], (await RowAsync(scene)).Laws.Select(l => (l.Code, l.Days)));
        scene.Portal.Clock.Advance(TimeSpan.FromDays(400));
        await RunAsync(scene);
        Assert.Equal((true, false, false), (await RetiredAsync(scene, europe), await RetiredAsync(scene, late), await RetiredAsync(scene, clinic)));

        scene.Portal.Clock.Advance(TimeSpan.FromDays(2192 - 732 - 400 + 1));
        await RunAsync(scene);
        Assert.True(await RetiredAsync(scene, late) && await RetiredAsync(scene, clinic));
    }

    [Theory, OnEveryDatabase]
    public async Task Evidence_of_calls_is_kept_for_five_years_and_that_of_mails_as_the_law_of_the_profile_says(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        foreach (var (address, status) in new[] { ("ann@example.com", ConsentStatus.OptedIn), ("ann@example.com", ConsentStatus.OptedOut), ("+4930123456", ConsentStatus.OptedIn), ("+4930123456", ConsentStatus.OptedOut) })
        {
            await scene.Portal.World.SaysAsync(address, status, with: s => s with { Evidence = new() { Ip = "192.0.2.1", UserAgent = $"{address} {status}" } });
        }

        Assert.Equal(4, await EvidenceAsync(scene));
        scene.Portal.Clock.Advance(TimeSpan.FromDays(1100));
        await RunAsync(scene);
        Assert.Equal(3, await EvidenceAsync(scene)); // what stands is proved; the withdrawn yes to mails is not needed any more

        scene.Portal.Clock.Advance(TimeSpan.FromDays(730));
        await RunAsync(scene);
        Assert.Equal(2, await EvidenceAsync(scene));
        Assert.Null((await scene.Portal.Get<VerifyLedger>().RunAsync(Actors.Admin, Ct)).Value.Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task Files_and_packages_go_with_their_case_and_those_of_a_held_one_stay(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, p => p.World.PersonAsync("Ann Archer", "ann@example.com"));
        var held = (await scene.Requests.OpenAsync(email: "held@example.com")).Id;
        foreach (var id in new[] { scene.Request, held })
        {
            var attached = await scene.Portal.Get<AttachRequestFile>().RunAsync(new(id, new(RequestFileKind.Authority, "Letter of Ann.txt", Encoding.UTF8.GetBytes("I am Ann Archer."))), Actors.Officer, Ct);
            Assert.True(attached.Ok, attached.Problem?.Message);
        }

        var package = await scene.GatherAsync();
        await scene.RedactAsync((await scene.RowsAsync("requests")).Rows[0], "notes");
        Assert.True((await scene.Portal.Get<HoldRequest>().RunAsync(new(held, true, "A dispute"), Actors.Officer, Ct)).Ok);
        await scene.Requests.MoveAsync(held, RequestState.Acknowledged);
        foreach (var id in new[] { scene.Request, held })
        {
            var closed = await scene.Requests.CloseAsync(id, RequestState.Withdrawn, Actors.Officer);
            Assert.True(closed.Ok, closed.Problem?.Message);
        }

        scene.Portal.Clock.Advance(TimeSpan.FromDays(1097));
        await RunAsync(scene.Requests);

        await using var db = scene.Portal.NewDb();
        var gone = await db.Set<RequestFile>().SingleAsync(f => f.RequestId == scene.Request, Ct);
        Assert.Equal(("", 0, true, true), (gone.Name, gone.Sha256.Length, gone.Sealed is null, gone.ErasedAt is not null));
        Assert.NotNull((await db.Set<RequestFile>().SingleAsync(f => f.RequestId == held, Ct)).Sealed);
        var ended = await db.Set<DataPackage>().SingleAsync(p => p.Id == package.Id, Ct);
        Assert.Equal((PackageState.Discarded, true, ""), (ended.State, ended.RecordsKey is null, ended.Contents));
        Assert.Empty(await db.Set<PackageRedaction>().ToListAsync(Ct));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(scene.Portal.Folder, "packages"), $"{package.Id}.*"));
    }

    [Fact]
    public async Task The_file_of_somebody_we_do_not_know_goes_with_what_they_submitted()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync(email: "nobody@example.com")).Id;
        await scene.Portal.Get<AttachRequestFile>().RunAsync(new(id, new(RequestFileKind.Authority, "Passport.txt", Encoding.UTF8.GetBytes("N. Obody"))), Actors.Officer, Ct);
        await scene.MoveAsync(id, RequestState.Acknowledged);
        Assert.True((await scene.CloseAsync(id, RequestState.Withdrawn, Actors.Officer)).Ok);

        scene.Portal.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync(scene);

        await using var db = scene.Portal.NewDb();
        Assert.Null((await db.Set<RequestFile>().SingleAsync(Ct)).Sealed);
        Assert.False(await RetiredAsync(scene, id));
    }

    private static async Task<Id<PrivacyRequest>> ClosedAsync(RequestScene scene, string profile)
    {
        var id = (await scene.OpenAsync(email: $"{profile}{scene.Portal.Clock.GetUtcNow().Ticks}@example.com", profile: profile)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged);
        Assert.True((await scene.CloseAsync(id, RequestState.Withdrawn, Actors.Officer)).Ok);
        return id;
    }

    private static async Task RunAsync(RequestScene scene) => Assert.True((await scene.Portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct)).Ok);

    private static async Task<ReadRetention.Row> RowAsync(RequestScene scene) => (await scene.Portal.Get<ReadRetention>().RunAsync(Actors.Officer, Ct)).Value.Rows.Single(r => r.Class.Code == "requests");

    private static async Task<long> LoggedAsync(RequestScene scene, string name) => (await scene.Portal.Get<ReadRetention>().LogAsync(default, Actors.Officer, Ct)).Value.Single(l => l.Class == name).Rows;

    private static async Task<bool> RetiredAsync(RequestScene scene, Id<PrivacyRequest> id) => (await scene.ReadAsync(id)).Request.RetiredAt is not null;

    private static async Task<int> EvidenceAsync(RequestScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return await db.Set<SideRow>().CountAsync(s => s.Kind == SideRowKind.Origin && s.Content != null && s.Content.Contains("192.0.2.1"), Ct);
    }
}
