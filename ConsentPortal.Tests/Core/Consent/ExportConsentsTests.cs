using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Consents;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>What leaves the portal, for whom, and what is written down of it.</summary>
public sealed class ExportConsentsTests
{
    [Theory, OnEveryDatabase]
    public async Task Why_what_and_how_many_rows_are_written_down_also_when_somebody_stops_half_way(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var name in new[] { "ann", "bob", "cleo" })
        {
            await portal.World.SaysAsync($"{name}@example.com", ConsentStatus.OptedIn);
        }

        Assert.Equal(3, (await LinesAsync(portal, ConsentList.Records, new())).Count);
        await using (var lines = (await portal.Get<ExportConsents>().RunAsync(Command(ConsentList.Events, new()), Actors.Officer, default)).Value.Lines.GetAsyncEnumerator())
        {
            Assert.True(await lines.MoveNextAsync());
        }

        var entries = (await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: "consentExport"), null, Actors.Admin, default)).Value.Rows;
        Assert.Equal([ConsentsExported.Ended, ConsentsExported.Begun, ConsentsExported.Ended, ConsentsExported.Begun], entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.Equal("a yearly report", e.Reason));
        Assert.Equal([new("list", null, "events"), new("filter", null, "none"), new("rows", null, "1"), new("whole", null, "False")], entries[0].Changes);
        Assert.Equal([new("list", null, "records"), new("filter", null, "none"), new("rows", null, "3"), new("whole", null, "True")], entries[2].Changes);
    }

    [Fact]
    public async Task Nothing_leaves_without_the_permission_or_a_reason_and_addresses_are_masked_for_who_may_not_see_them()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var export = portal.Get<ExportConsents>();
        var blind = Actors.Officer with { Permissions = Permission.ReadConsent | Permission.ExportPeople };

        Assert.Equal(Refusal.Forbidden, (await export.RunAsync(Command(ConsentList.Records, new()), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await export.RunAsync(Command(ConsentList.Events, new()), blind, default)).Problem!.Refusal);
        Assert.Equal("reason", (await export.RunAsync(Command(ConsentList.Records, new()) with { Reason = " " }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("reason", (await export.RunAsync(Command(ConsentList.Records, new()) with { Reason = new('x', 501) }, Actors.Admin, default)).Problem!.Field);
        Assert.Empty((await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: "consentExport"), null, Actors.Admin, default)).Value.Rows);
        Assert.Equal("a…@e….com", Assert.Single(await LinesAsync(portal, ConsentList.Records, new(), blind)).Address);
    }

    [Fact]
    public async Task More_rows_than_a_slice_holds_all_leave_once()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var n = 0; n < ExportSlices.Size + 50; n += 500)
        {
            await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(n, 500).Select(i => new ConsentStatement { Channel = Channel.Email, Address = $"p{i}@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn })]), Actors.Crm, default);
        }

        var lines = await LinesAsync(portal, ConsentList.Records, new());
        var events = await LinesAsync(portal, ConsentList.Events, new());

        Assert.Equal((2500, 2500), (lines.Count, lines.DistinctBy(l => l.Key).Count()));
        Assert.Equal(Enumerable.Range(1, 2500).Select(n => (long?)n), events.Select(e => e.Sequence));
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_that_is_loaded_again_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 200, seed: 21);
        await using StringWriter csv = new();

        await ConsentFile.WriteCsvAsync(csv, (await portal.Get<ExportConsents>().RunAsync(Command(ConsentList.Records, new()), Actors.Admin, default)).Value.Lines, default);
        var report = await portal.DryRunAsync(csv.ToString());

        var records = scene.Records(new(), portal.Clock.Now());
        Assert.Equal(records.Count, report.Counts.Total);
        Assert.True(report.Counts is { OptedIn: 0, OptedOut: 0, Pending: 0, Older: 0, RejectedTotal: 0 }, report.Counts.ToJson());
        Assert.Equal(records.Count, report.Counts.Unchanged + report.Counts.KeptOptOut + report.Counts.Skipped);
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_run_is_made_harmless_and_an_answer_nobody_gave_is_left_blank()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("=cmd@example.com", ConsentStatus.OptedIn, with: s => s with { Source = "=HYPERLINK(1)" });
        await portal.World.SaysAsync("quiet@example.com", null, with: s => s with { PausedUntil = portal.Clock.Now().AddDays(3) });
        await using StringWriter csv = new();
        await using StringWriter json = new();

        await ConsentFile.WriteCsvAsync(csv, (await portal.Get<ExportConsents>().RunAsync(Command(ConsentList.Records, new()), Actors.Admin, default)).Value.Lines, default);
        await ConsentFile.WriteLinesAsync(json, (await portal.Get<ExportConsents>().RunAsync(Command(ConsentList.Events, new()), Actors.Admin, default)).Value.Lines, default);

        var rows = csv.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("address,channel,profile,purpose,topic,status,state,occurredAt,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("'=cmd@example.com,email,default,commercial,,opted in,optedIn,2026-01-15T09:", rows[1], StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("quiet@example.com,email,default,commercial,,,notSet,", rows[2], StringComparison.Ordinal);
        var lines = json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"address\":\"=cmd@example.com\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"optedIn\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"sequence\":2", lines[1], StringComparison.Ordinal);
    }

    internal static async Task<List<ConsentLine>> LinesAsync(TestPortal portal, ConsentList list, ConsentFilter filter, Actor? actor = null)
    {
        List<ConsentLine> lines = [];
        await foreach (var line in (await portal.Get<ExportConsents>().RunAsync(Command(list, filter), actor ?? Actors.Admin, CancellationToken.None)).Value.Lines)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static ExportConsents.Command Command(ConsentList list, ConsentFilter filter) => new(list, filter, "none", "a yearly report");
}
