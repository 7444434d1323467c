using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Exports;

/// <summary>Exports that are written in the background, from their first row to the deleted file.</summary>
public sealed partial class ExportJobTests
{
    [Theory, OnEveryDatabase]
    public async Task A_job_ends_with_a_whole_file_its_digest_and_its_number_of_rows_and_every_step_is_written_down(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SaidAsync(portal, 5);
        var id = await portal.StartAsync(new(ExportWhat.Consents) { Consents = new() { Status = ConsentStatus.OptedIn } }, Actors.Officer);
        Assert.Equal(ExportState.Queued, (await portal.ExportAsync(id)).State);

        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(id));

        var done = await portal.ExportAsync(id, Actors.Officer);
        var file = await portal.FetchAsync(id, Actors.Officer);
        Assert.Equal((5, 5L, file.LongLength, Convert.ToHexStringLower(SHA256.HashData(file))), (done.RowsDone, done.RowsTotal, done.FileSize, done.Sha256));
        Assert.Equal(5, ExportScene.Csv(Encoding.UTF8.GetString(file)).Count);
        Assert.Equal(done.EndedAt?.AddDays(14), done.ExpiresAt);
        Assert.Equal(14, portal.Get<RetentionBook>().All.Single(r => r.Class.Code == "exports").Class.Days); // said by two settings, and one truth
        var trail = (await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: ExportEvent.OfJob, SubjectId: id.ToString()), null, Actors.Admin, default)).Value.Rows;
        Assert.Equal([ExportEvent.Fetched, ExportEvent.LinkIssued, ExportEvent.Ended, ExportEvent.Begun, ExportEvent.Queued], trail.Select(e => e.Kind));
        Assert.Contains(new("rows", null, "5"), trail[2].Changes);
        Assert.Contains(new("sha256", null, done.Sha256), trail[0].Changes);
        Assert.All(trail, e => Assert.Equal(("a yearly report", "Petra Privacy"), (e.Reason, e.ActorName)));
    }

    [Theory, OnEveryDatabase]
    public async Task Killed_in_the_middle_it_serves_nothing_and_the_next_process_writes_the_whole_file(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SaidAsync(portal, 3);
        var id = await portal.StartAsync(ExportScene.Events);
        using CancellationTokenSource death = new();
        await death.CancelAsync();
        await using (var db = portal.NewDb())
        {
            await db.Set<ExportJob>().ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ExportState.Running).SetProperty(j => j.RowsDone, 2)); // as a killed process leaves it
        }

        await File.WriteAllTextAsync(PathOf(portal, id), "half a file");
        Assert.Equal(Refusal.Conflict, (await portal.Get<LinkExport>().RunAsync(new(id), Actors.Admin, default)).Problem!.Refusal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Get<RunExport>().RunAsync(id, death.Token));
        Assert.Equal(ExportState.Running, (await portal.ExportAsync(id)).State);
        Assert.Equal(id, await portal.Get<ExportUpkeep>().NextAsync(default));

        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(id));

        Assert.Equal(3, ExportScene.Csv(Encoding.UTF8.GetString(await portal.FetchAsync(id))).Count);
        Assert.Null(await portal.Get<ExportUpkeep>().NextAsync(default));
    }

    [Fact]
    public async Task A_file_on_the_disk_is_unreadable_for_its_owner_alone_and_one_that_was_cut_or_changed_is_not_served()
    {
        await using var portal = await TestPortal.StartAsync();
        await SaidAsync(portal, 900);
        var id = await portal.StartAsync(ExportScene.Consents);
        await portal.RunExportAsync(id);
        var path = PathOf(portal, id);
        var sealedFile = await File.ReadAllBytesAsync(path);

        Assert.InRange(sealedFile.Length, 70_000, 1_000_000); // several blocks
        Assert.DoesNotContain("example.com", Encoding.Latin1.GetString(sealedFile), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(900, ExportScene.Csv(Encoding.UTF8.GetString(await portal.FetchAsync(id))).Count);
        foreach (var wrong in new[] { sealedFile[..65_552], sealedFile[..^1], [.. sealedFile[..70_000], (byte)(sealedFile[70_000] ^ 1), .. sealedFile[70_001..]], [] })
        {
            await File.WriteAllBytesAsync(path, wrong);
            await Assert.ThrowsAsync<AuthenticationTagMismatchException>(() => portal.FetchAsync(id));
        }
    }

    [Fact]
    public async Task It_can_be_stopped_while_it_waits_and_while_it_runs_and_begins_again_by_its_owner()
    {
        await using var portal = await TestPortal.StartAsync();
        await SaidAsync(portal, 2);
        var (waits, runs) = (await portal.StartAsync(ExportScene.Consents, Actors.Officer), await portal.StartAsync(ExportScene.Consents, Actors.Officer));
        await using (var db = portal.NewDb())
        {
            await db.Set<ExportJob>().Where(j => j.Id == runs).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ExportState.Running));
        }

        Assert.Equal(ExportState.Cancelled, (await portal.Get<CancelExport>().RunAsync(new(waits), Actors.Officer, default)).Value);
        Assert.Equal(ExportState.Running, (await portal.Get<CancelExport>().RunAsync(new(runs), Actors.Admin, default)).Value);
        Assert.True((await portal.ExportAsync(runs)).Stopping);
        Assert.Equal(ExportState.Cancelled, await portal.RunExportAsync(runs));
        Assert.False(File.Exists(PathOf(portal, waits)) || File.Exists(PathOf(portal, runs)));
        Assert.Equal(ExportState.Cancelled, await portal.RunExportAsync(waits)); // a worker that was a moment behind

        Assert.Equal(Refusal.NotFound, (await portal.Get<RetryExport>().RunAsync(new(runs), Actors.Admin, default)).Problem!.Refusal);
        Assert.True((await portal.Get<RetryExport>().RunAsync(new(runs), Actors.Officer, default)).Ok);
        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(runs));
        Assert.Equal(Refusal.Conflict, (await portal.Get<RetryExport>().RunAsync(new(runs), Actors.Officer, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_disk_that_is_granted_too_little_and_a_right_that_was_lost_end_it_with_a_reason_and_it_can_begin_again()
    {
        await using var portal = await TestPortal.StartAsync(with: ("ConsentPortal:Exports:MaxMegabytes", "1"));
        await SaidAsync(portal, 1);
        var large = await portal.StartAsync(ExportScene.Consents);
        await using (FileStream other = new(Path.Combine(portal.Folder, "exports", "other.sealed"), FileMode.Create))
        {
            other.SetLength(1_000_001);
        }

        Assert.Equal(ExportState.Failed, await portal.RunExportAsync(large));
        Assert.StartsWith("All exports together would take more room", (await portal.ExportAsync(large)).Error, StringComparison.Ordinal);

        await portal.Get<ExportUpkeep>().SweepAsync(default); // what belongs to no job
        Assert.True((await portal.Get<RetryExport>().RunAsync(new(large), Actors.Admin, default)).Ok);
        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(large));

        var gone = await portal.StartAsync(ExportScene.Consents, Actors.Officer with { Id = "999" }); // no such member
        Assert.Equal(ExportState.Failed, await portal.RunExportAsync(gone));
        Assert.StartsWith("The one who asked may no longer", (await portal.ExportAsync(gone)).Error, StringComparison.Ordinal);
    }

    private static string PathOf(TestPortal portal, Id<ExportJob> id) => Path.Combine(portal.Folder, "exports", $"{id}.sealed");

    private static async Task SaidAsync(TestPortal portal, int people)
    {
        await portal.TeamAsync();
        await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(0, people).Select(n => new ConsentStatement { Channel = Channel.Email, Address = $"p{n}@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn })]), Actors.Crm, default);
    }
}
