using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>The rules of writing, through the whole engine.</summary>
public sealed class RunImportTests
{
    private const string Head = "email;topic;status;date\n";

    [Theory, OnEveryDatabase]
    public async Task Inside_one_file_an_opt_out_wins_whatever_the_dates_and_the_order(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;2025-06-01\nann@example.com;;no;2020-01-01\nann@example.com;;yes;2025-12-01\n");

        Assert.Equal(["ann@example.com,commercial,,optedOut"], await portal.StatesAsync());
        Assert.Equal((1, 2), (job.Counts.OptedOut, job.Counts.KeptOptOut));
        Assert.DoesNotContain(await portal.World.EventsAsync(), e => e.NewStatus == ConsentStatus.OptedIn);
    }

    [Fact]
    public async Task A_stored_opt_out_is_kept_and_a_blank_cell_or_a_vanished_row_changes_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ImportAsync(Head + "ann@example.com;;no;2020-01-01\nbob@example.com;;yes;\ncleo@example.com;;yes;\n");

        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;2025-12-01\nbob@example.com;;;\n");

        Assert.Equal(["ann@example.com,commercial,,optedOut", "bob@example.com,commercial,,optedIn", "cleo@example.com,commercial,,optedIn"], await portal.StatesAsync());
        Assert.Equal((1, 1), (job.Counts.KeptOptOut, job.Counts.Skipped));
    }

    [Fact]
    public async Task Newer_opt_ins_lift_a_stored_opt_out_only_when_told_to_and_never_one_of_the_same_file()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ImportAsync(Head + "ann@example.com;;no;2020-01-01\nbob@example.com;;no;2025-06-01\n");

        await portal.ImportAsync(Head + "ann@example.com;;yes;2025-12-01\nbob@example.com;;yes;2025-01-01\ncleo@example.com;;no;2020-01-01\ncleo@example.com;;yes;2025-12-01\n", o => o with { AcceptNewerOptIns = true });

        Assert.Equal(["ann@example.com,commercial,,optedIn", "bob@example.com,commercial,,optedOut", "cleo@example.com,commercial,,optedOut"], await portal.StatesAsync());
    }

    [Fact]
    public async Task Where_double_opt_in_is_demanded_an_opt_in_waits_unless_its_source_confirmed_it()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.DoubleOptInAsync();

        var waiting = await portal.ImportAsync(Head + "ann@example.com;;yes;2025-01-01\nann@example.com;newsletter;no;\n");
        var stated = await portal.ImportAsync(Head + "bob@example.com;;yes;2025-01-01\ncleo@example.com;;yes;\n", o => o with { ConfirmedBy = "Confirmed by mail in the old shop" });
        var dated = await portal.ImportAsync("email,status,confirmedAt\ndan@example.com,yes,2025-01-02\n");

        Assert.Equal((1, 1), (waiting.Counts.Pending, waiting.Counts.OptedOut));
        Assert.Equal((1, 1), (stated.Counts.OptedIn, stated.Counts.Pending)); // a row without a date is not confirmed
        Assert.Equal(1, dated.Counts.OptedIn);
        var job = (await portal.World.EventsAsync()).Single(e => e.NewStatus == ConsentStatus.OptedIn && e.ImportBatch == stated.Id.Value);
        await using var db = portal.NewDb();
        Assert.Contains("Confirmed by mail in the old shop", (await db.Set<SideRow>().SingleAsync(s => s.Id == job.OriginId)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_about_people_who_share_an_address_must_name_them()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.ScopeAsync(ConsentPortal.Core.Compliance.OptOutScope.Contact);
        await portal.World.PersonAsync("crm-1", ["shared@example.com"]);
        await portal.World.PersonAsync("crm-2", ["shared@example.com"]);

        var job = await portal.ImportAsync("email,contact,status\nshared@example.com,,yes\nshared@example.com,crm-1,yes\nshared@example.com,crm-2,no\n");

        Assert.Equal(1, job.Counts.Rejected[RejectionCode.ContactRequired]);
        Assert.StartsWith("row,reason,email,contact,status\r\n1,contact_required,shared@example.com,", await portal.RejectedAsync(job.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_import_keeps_what_it_wrote_and_goes_on_with_every_row_once()
    {
        await using var portal = await TestPortal.StartAsync();
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"p{i}@example.com;;{(i % 5 == 0 ? "no" : i % 97 == 0 ? "maybe" : "yes")};\n"));
        var id = await portal.UploadAsync(Head + rows);
        await portal.StartAsync(id);

        var running = portal.RunAsync(id);
        while ((await portal.World.EventsAsync()).Count == 0)
        {
            await Task.Delay(5);
        }

        Assert.True((await portal.Get<CancelImport>().RunAsync(new(id), Actors.Analyst, CancellationToken.None)).Ok);
        Assert.Equal(ImportState.Cancelled, await running);
        var written = (await portal.World.EventsAsync()).Count;
        Assert.InRange(written, 1, 19_000);
        Assert.True((await portal.ReadAsync(id)).CanGoOn);

        Assert.True((await portal.Get<ResumeImport>().RunAsync(new(id), Actors.Analyst, CancellationToken.None)).Ok);
        Assert.Equal(ImportState.Finished, await portal.RunAsync(id));

        var (counts, events) = ((await portal.ReadAsync(id)).Counts, await portal.World.EventsAsync());
        Assert.Equal((20_000, 4_000), (counts.Total, counts.OptedOut));
        Assert.Equal(counts.OptedIn + counts.OptedOut, events.Count);
        Assert.Equal(events.Count, events.Select(e => e.PointId).Distinct().Count());
        Assert.Equal(counts.RejectedTotal, (await portal.RejectedAsync(id)).Split("\r\n").Length - 2);
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value.Fault);
    }

    [Fact]
    public async Task Only_who_may_import_starts_checks_runs_or_reads_an_import()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.UploadAsync(Head + "ann@example.com;;yes;\n");
        var options = (await portal.ReadAsync(id)).Options;

        Assert.Equal(Refusal.Forbidden, (await portal.Get<StartImport>().RunAsync(new(id, options), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<DryRunImport>().RunAsync(new(id, options), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CancelImport>().RunAsync(new(id), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadRejected>().RunAsync(id, _ => throw new InvalidOperationException(), Actors.Rep, default)).Problem!.Refusal);
        Assert.Null(await portal.Get<ReadImport>().RunAsync(id, Actors.Rep, default));
        Assert.Equal(ImportState.Draft, (await portal.ReadAsync(id)).State);
    }
}
