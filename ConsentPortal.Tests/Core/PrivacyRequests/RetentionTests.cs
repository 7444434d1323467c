using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RetentionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task What_is_over_its_time_goes_what_is_held_stays_and_the_ledger_still_verifies(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var world = scene.Portal.World;
        await world.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Ip = "192.0.2.1", UserAgent = "Old browser" } });
        await world.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { Evidence = new() { Ip = "192.0.2.2", UserAgent = "New browser" } });
        var (gone, held) = ((await scene.OpenAsync()).Id, (await scene.OpenAsync(email: "held@example.com")).Id);
        foreach (var id in new[] { gone, held })
        {
            await scene.MoveAsync(id, RequestState.Acknowledged);
            Assert.True((await scene.CloseAsync(id, RequestState.Withdrawn, Actors.Officer)).Ok);
        }

        await HoldAsync(scene, held);
        scene.Now(scene.Portal.Clock.GetUtcNow().AddDays(1097));
        var before = await ReadAsync(scene);
        Assert.Equal((1L, 1L, 1L), (Of(before, "requests").Over, Of(before, "submissions").Over, Of(before, "evidence").Over));
        Assert.Equal((1, true), (before.Held, Of(before, "requests").Oldest is not null));

        var ran = await scene.Portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct);

        Assert.True(ran.Ok, ran.Problem?.Message);
        Assert.Null((await scene.ReadAsync(gone)).Submission);
        Assert.NotNull((await scene.ReadAsync(held)).Submission);
        Assert.Equal((RequestState.Withdrawn, 0), ((await scene.ReadAsync(gone)).Request.State, (await scene.ReadAsync(gone)).Request.KeyHash.Length));
        Assert.Equal(["New browser"], await OriginsAsync(scene));
        Assert.All((await ReadAsync(scene)).Rows.Where(r => r.Class.Setting.Length == 0), r => Assert.Equal(0, r.Over));
        Assert.Null((await scene.Portal.Get<VerifyLedger>().RunAsync(Actors.Admin, Ct)).Value.Fault);
        var log = (await scene.Portal.Get<ReadRetention>().LogAsync(default, Actors.Officer, Ct)).Value;
        Assert.Equal(before.Rows.Sum(r => 1 + r.Laws.Count), log.Count);
        Assert.All(log, l => Assert.Equal(RetentionEnd.Done, l.End));
        Assert.Equal(1, log.Single(l => l.Class == "requests").Rows);
    }

    [Fact]
    public async Task A_killed_run_is_gone_on_with_and_two_never_run_at_once()
    {
        await using var scene = await RequestScene.StartAsync();
        await using (var db = scene.Portal.NewDb())
        {
            for (var n = 0; n < RetiredRows.Slice + 50; n++)
            {
                scene.Portal.Get<SendEmail>().Add(db, new("test", $"a{n}@example.com", "Hello", new MailBody("en").Line("Hello")));
            }

            await db.SaveChangesAsync(Ct);
            await db.Set<Email>().ExecuteUpdateAsync(m => m.SetProperty(x => x.State, EmailState.Sent), Ct);
        }

        scene.Now(scene.Portal.Clock.GetUtcNow().AddDays(91));
        var mails = scene.Portal.Get<RetentionBook>().All.Single(r => r.Class.Code == "mails");
        Assert.Equal(RetiredRows.Slice, await mails.PurgeAsync(new(scene.Portal.Clock.GetUtcNow().AddDays(-90), scene.Portal.Clock.GetUtcNow(), RetentionHold.Nobody), Ct)); // and here it was killed
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => scene.Portal.Get<RunRetention>().RunAsync(new("mails"), Actors.Admin, Ct)));

        Assert.Contains(both, r => r.Ok && r.Value == 50);
        Assert.Equal(0, Of(await ReadAsync(scene), "mails").Over);
        Assert.NotNull((await scene.Portal.Get<ReadRetention>().LogAsync(default, Actors.Admin, Ct)).Value[0].Member); // somebody asked for it, it was not the daily run
    }

    [Fact]
    public async Task An_administrator_sets_it_within_the_law_and_says_why_and_an_officer_only_reads()
    {
        await using var scene = await RequestScene.StartAsync();
        var set = scene.Portal.Get<SetRetention>();

        Assert.Equal(Refusal.Forbidden, (await set.RunAsync(new("requests", 1000, "Shorter", 0), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal("days", (await set.RunAsync(new("requests", 365, "Shorter", 0), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal("reason", (await set.RunAsync(new("requests", 1000, "", 0), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal(Refusal.Conflict, (await set.RunAsync(new("webhook_log", 10, "Shorter", 0), Actors.Admin, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await set.RunAsync(new("everything", 10, "Shorter", 0), Actors.Admin, Ct)).Problem!.Refusal);
        Assert.True((await set.RunAsync(new("requests", 1000, "Our claims lapse sooner", 0), Actors.Admin, Ct)).Ok);
        Assert.Equal(Refusal.Conflict, (await set.RunAsync(new("requests", 1001, "Too late", 0), Actors.Admin, Ct)).Problem!.Refusal);

        Assert.Equal(1000, Of(await ReadAsync(scene), "requests").Days);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<ReadRetention>().RunAsync(Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<RunRetention>().RunAsync(new(), Actors.Officer, Ct)).Problem!.Refusal);
        var (_, values) = (await scene.Portal.AuditAsync()).Single(a => a.Entry.Kind == "retention.changed");
        Assert.Equal("Our claims lapse sooner", values!.Reason);
    }

    private static async Task<ReadRetention.View> ReadAsync(RequestScene scene) => (await scene.Portal.Get<ReadRetention>().RunAsync(Actors.Officer, Ct)).Value;

    private static ReadRetention.Row Of(ReadRetention.View view, string code) => view.Rows.Single(r => r.Class.Code == code);

    private static async Task HoldAsync(RequestScene scene, Id<PrivacyRequest> id)
    {
        await using var db = scene.Portal.NewDb();
        await db.Set<PrivacyRequest>().Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.LegalHold, true), Ct);
    }

    private static async Task<List<string>> OriginsAsync(RequestScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return [.. (await db.Set<SideRow>().Where(s => s.Kind == SideRowKind.Origin && s.Content != null).Select(s => s.Content!).ToListAsync(Ct)).Select(c => c.Contains("New", StringComparison.Ordinal) ? "New browser" : "Old browser")];
    }
}
