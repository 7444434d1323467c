using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class DryRunImportTests
{
    // every outcome: new, kept, unchanged, pending in one profile is not possible, skipped, and refusals of three kinds
    private const string File = "email;topic;status;date\nann@example.com;;yes;\nbob@example.com;;yes;2025-02-02\ncleo@example.com;;yes;2025-01-01\ndan@example.com;newsletter;no;\n"
        + "dan@example.com;newsletter;yes;2025-05-05\neve@example.com;;;\nnobody;;yes;\nfred@example.com;cars;yes;\ngina@example.com;;perhaps;\nhugo@example.com;;yes;soon\n";

    [Theory, OnEveryDatabase]
    public async Task A_rehearsal_writes_nothing_and_counts_what_the_real_run_then_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("cleo@example.com", ConsentStatus.OptedIn, with: s => s with { OccurredAt = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var id = await portal.UploadAsync(File);
        var before = await WeighAsync(portal);

        var report = await portal.Get<DryRunImport>().RunAsync(new(id, (await portal.ReadAsync(id)).Options with { CreateTopics = false }), Actors.Analyst, CancellationToken.None);

        Assert.Equal(before, await WeighAsync(portal));
        Assert.Equal(ImportState.Draft, (await portal.ReadAsync(id)).State);
        await portal.StartAsync(id);
        await portal.RunAsync(id);
        var counts = (await portal.ReadAsync(id)).Counts;
        Assert.Equal(counts.ToJson(), report.Value.Counts.ToJson());
        Assert.Equal((1, 1, 2, 1, 4), (counts.OptedIn, counts.OptedOut, counts.KeptOptOut, counts.Skipped, counts.RejectedTotal));
    }

    [Fact]
    public async Task The_report_shows_the_first_rows_of_each_outcome_and_every_word_that_it_does_not_know()
    {
        await using var portal = await TestPortal.StartAsync();

        var report = await portal.DryRunAsync(File);

        Assert.Equal(5, report.First["optedIn"].Count + report.First["keptOptOut"].Count + report.First["optedOut"].Count);
        Assert.Equal((9, "gina@example.com"), (report.First["unknown_status"].Single().Number, report.First["unknown_status"].Single().Cells[0]));
        Assert.Equal(("perhaps", 1L), (report.Statuses.Single().Word, report.Statuses.Single().Rows));
        Assert.Equal("cars", report.Topics.Single().Word);
    }

    [Fact]
    public async Task Options_that_cannot_work_are_refused_beside_their_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.UploadAsync(File);
        var options = (await portal.ReadAsync(id)).Options;

        async Task<string?> FieldAsync(ImportOptions o) => (await portal.Get<DryRunImport>().RunAsync(new(id, o), Actors.Analyst, default)).Problems is [var first, ..] ? first.Field : null;

        Assert.Equal("columns", await FieldAsync(options with { Columns = [ImportField.Ignore, ImportField.Topic, ImportField.Status, ImportField.OccurredAt] }));
        Assert.Equal("columns", await FieldAsync(options with { Columns = [ImportField.Email, ImportField.Topic, ImportField.Ignore, ImportField.OccurredAt] }));
        Assert.Equal("columns", await FieldAsync(options with { Columns = [ImportField.Email, ImportField.Status, ImportField.Status, ImportField.OccurredAt] }));
        Assert.Equal("profile", await FieldAsync(options with { Profile = "nowhere" }));
        Assert.Equal("purpose", await FieldAsync(options with { Purpose = "nothing" }));
        Assert.Equal("confirmedBy", await FieldAsync(options with { ConfirmedBy = " " }));
    }

    private static async Task<string> WeighAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return string.Join('/', await db.Set<ConsentEvent>().CountAsync(), await db.Set<ConsentRecord>().CountAsync(), await db.Set<ContactPoint>().CountAsync(), await db.Set<SideRow>().CountAsync(),
            await db.Set<RejectedRow>().CountAsync(), await db.Set<SourceRow>().CountAsync(), await db.Set<AuditEntry>().CountAsync(), await db.Set<Topic>().CountAsync());
    }
}
