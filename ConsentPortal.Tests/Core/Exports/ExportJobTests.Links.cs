using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Exports;

// who opens which file, how often and how long
public sealed partial class ExportJobTests
{
    [Fact]
    public async Task A_link_opens_its_file_a_few_times_for_its_member_until_a_newer_one_or_the_end_of_the_file()
    {
        await using var portal = await TestPortal.StartAsync();
        await SaidAsync(portal, 1);
        var id = await portal.StartAsync(new(ExportWhat.Contacts) { Contacts = new("ann@example.com") }, Actors.Officer);
        await portal.RunExportAsync(id);
        var (link, fetch) = (portal.Get<LinkExport>(), portal.Get<FetchExport>());
        var token = (await link.RunAsync(new(id), Actors.Officer, default)).Value;
        async Task<Refusal?> OpensAsync(string with, Actor actor) => (await fetch.RunAsync(new(id, with), actor, default)).Problem?.Refusal;

        Assert.Equal(Refusal.NotFound, await OpensAsync("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Actors.Officer));
        Assert.Equal(Refusal.NotFound, await OpensAsync(token, Actors.Admin)); // not theirs, though an administrator
        for (var n = 0; n < ExportSettings.MostUses; n++)
        {
            Assert.Null(await OpensAsync(token, Actors.Officer));
        }

        Assert.Equal(Refusal.NotFound, await OpensAsync(token, Actors.Officer));
        var newer = (await link.RunAsync(new(id), Actors.Officer, default)).Value;
        Assert.Null(await OpensAsync(newer, Actors.Officer));

        portal.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(ExportState.Deleted, (await portal.ExportAsync(id, Actors.Officer)).State); // for a reader from this moment on
        Assert.Equal(Refusal.Conflict, await OpensAsync(newer, Actors.Officer)); // also before it is deleted
        Assert.Equal(1, await portal.Get<ExportUpkeep>().DeleteAsync(default));
        await using var db = portal.NewDb();
        var job = await db.Set<ExportJob>().SingleAsync();
        Assert.Equal((ExportState.Deleted, null, null, ""), (job.State, job.FileKey, job.LinkHash, job.Filter));
        Assert.False(File.Exists(PathOf(portal, id)));
        Assert.Equal(0, await portal.Get<ExportUpkeep>().DeleteAsync(default));
    }

    [Fact]
    public async Task Members_see_their_own_administrators_all_and_fetch_somebody_elses_with_a_reason()
    {
        await using var portal = await TestPortal.StartAsync();
        await SaidAsync(portal, 1);
        var (mine, theirs) = (await portal.StartAsync(ExportScene.Consents, Actors.Admin), await portal.StartAsync(ExportScene.Consents, Actors.Officer));
        await portal.RunExportAsync(mine);
        await portal.RunExportAsync(theirs);
        async Task<int> SeenAsync(Actor actor) => (await portal.Get<FindExports>().RunAsync(0, 25, actor, default)) is { Ok: true } found ? found.Value.Count : -1;
        var link = portal.Get<LinkExport>();

        Assert.Equal((2, 1, -1), (await SeenAsync(Actors.Admin), await SeenAsync(Actors.Officer), await SeenAsync(Actors.Rep)));
        Assert.Equal(Refusal.NotFound, (await link.RunAsync(new(mine, "why"), Actors.Officer, default)).Problem!.Refusal);
        Assert.Equal("reason", (await link.RunAsync(new(theirs), Actors.Admin, default)).Problem!.Field);
        var token = (await link.RunAsync(new(theirs, "Petra is on leave"), Actors.Admin, default)).Value;
        Assert.True((await portal.Get<FetchExport>().RunAsync(new(theirs, token), Actors.Admin, default)).Ok);
        Assert.Equal(Refusal.NotFound, (await portal.Get<FetchExport>().RunAsync(new(theirs, null), Actors.Admin, default)).Problem!.Refusal); // staff need a link
    }

    [Fact]
    public async Task Nobody_fills_the_queue_and_what_was_searched_for_is_kept_sealed()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var n = 0; n < ExportSettings.MostOpen; n++)
        {
            await portal.StartAsync(new(ExportWhat.Contacts) { Contacts = new("ann@example.com") });
        }

        Assert.Equal(Refusal.Conflict, (await portal.Get<StartExport>().RunAsync(new(ExportScene.Consents, ExportFormat.Csv, "one more"), Actors.Admin, default)).Problem!.Refusal);
        await using var db = portal.NewDb();
        var jobs = await db.Set<ExportJob>().ToListAsync();
        Assert.All(jobs, j => Assert.DoesNotContain("ann", j.Filter + j.Described, StringComparison.Ordinal));
        Assert.Equal("ann@example.com", portal.Get<ExportFiles>().Unseal(jobs[0].Filter).Contacts.Text);
    }
}
