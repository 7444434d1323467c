using System.Globalization;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Consent;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Exports;

/// <summary>What leaves the portal, for whom, and what is written down of it.</summary>
public sealed partial class TakeExportTests
{
    [Theory, OnEveryDatabase]
    public async Task Why_what_and_how_many_rows_are_written_down_also_when_somebody_stops_half_way(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var name in new[] { "ann", "bob", "cleo" })
        {
            await portal.World.SaysAsync($"{name}@example.com", ConsentStatus.OptedIn);
        }

        Assert.Equal(3, ExportScene.Csv(await portal.TakeAsync(new(ExportWhat.Consents) { Consents = new() { Status = ConsentStatus.OptedIn } })).Count);
        var broken = (await portal.Get<TakeExport>().RunAsync(new(ExportScene.Events, ExportFormat.JsonLines, " a yearly report "), Actors.Officer, default)).Value;
        await Assert.ThrowsAsync<IOException>(() => broken.WriteToAsync(new ClosedPipe(), default));

        var entries = (await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: ExportEvent.OfDownload), null, Actors.Admin, default)).Value.Rows;
        Assert.Equal([ExportEvent.Ended, ExportEvent.Begun, ExportEvent.Ended, ExportEvent.Begun], entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.Equal("a yearly report", e.Reason));
        Assert.Equal([new("list", null, "events"), new("format", null, "jsonLines"), new("filter", null, ""), new("rows", null, "3"), new("whole", null, "False")], entries[0].Changes);
        Assert.Equal([new("list", null, "consents"), new("format", null, "csv"), new("filter", null, "status=optedIn"), new("rows", null, "3"), new("whole", null, "True")], entries[2].Changes);
    }

    [Fact]
    public async Task Each_role_takes_only_what_it_may_read_and_only_where_it_may_take_lists_at_all()
    {
        await using var portal = await TestPortal.StartAsync();
        var all = Enum.GetValues<ExportWhat>();
        foreach (var (actor, lists) in new[] { (Actors.Admin, all), (Actors.Officer, all), (Actors.Rep, []), (Actors.RepWithOwnContacts, []), (Actors.Analyst, []) })
        {
            Assert.Equal(lists, ExportRules.OfferedTo(actor));
            foreach (var what in all)
            {
                var refusal = (await portal.Get<TakeExport>().RunAsync(new(new(what), ExportFormat.Csv, "a report"), actor, default)).Problem?.Refusal;
                Assert.Equal(lists.Contains(what) ? null : Refusal.Forbidden, refusal);
                Assert.Equal(refusal, (await portal.Get<CountExport>().RunAsync(new(what), actor, default)).Problem?.Refusal);
                Assert.Equal(refusal ?? Refusal.Invalid, (await portal.Get<StartExport>().RunAsync(new(new(what), ExportFormat.Csv, " "), actor, default)).Problem?.Refusal);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_of_one_profile_gets_what_is_said_and_who_said_it_under_that_profile_and_no_trail(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var brand = await portal.Get<CreateProfile>().RunAsync(new("brand", "Brand", "Brand Ltd", "1 Road, York", "can-spam"), Actors.Admin, default);
        var purpose = (await portal.Get<Rulebooks>().FreshAsync(default)).PurposesOf((await portal.Get<Rulebooks>().FreshAsync(default)).Profile(brand.Value)!).First(p => p.Type == PurposeType.Commercial).Code;
        await portal.World.PersonAsync("Ann Default", "ann@example.com");
        await portal.World.PersonAsync("Bob Brand", "bob@example.com");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, purpose, with: s => s with { Profile = "brand" });
        var bound = Actors.Crm with { Permissions = Permission.All, BoundToProfile = "brand" };

        Assert.Equal("bob@example.com", Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Consents, actor: bound)))["address"]);
        Assert.Equal("bob@example.com", Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Events, actor: bound)))["address"]);
        Assert.Equal("Brand", Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Contacts, actor: bound)))["lastName"]);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<TakeExport>().RunAsync(new(ExportScene.Audit, ExportFormat.Csv, "x"), bound, default)).Problem!.Refusal);
        Assert.Equal(2, ExportScene.Csv(await portal.TakeAsync(ExportScene.Contacts, actor: bound with { BoundToProfile = "default" })).Count);
    }

    [Fact]
    public async Task Nothing_leaves_without_a_reason_and_addresses_are_masked_for_who_may_not_see_them()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var export = portal.Get<TakeExport>();
        var blind = Actors.Officer with { Permissions = Permission.ReadConsent | Permission.ExportPeople };

        Assert.Equal("reason", (await export.RunAsync(new(ExportScene.Consents, ExportFormat.Csv, " "), Actors.Admin, default)).Problem!.Field);
        Assert.Equal("reason", (await export.RunAsync(new(ExportScene.Consents, ExportFormat.Csv, new('x', 501)), Actors.Admin, default)).Problem!.Field);
        Assert.Empty((await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: ExportEvent.OfDownload), null, Actors.Admin, default)).Value.Rows);
        Assert.Equal("a…@e….com", Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Consents, actor: blind)))["address"]);
        Assert.Equal(Refusal.Forbidden, (await export.RunAsync(new(ExportScene.Contacts, ExportFormat.Csv, "x"), blind, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task More_rows_than_a_slice_holds_all_leave_once()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var n = 0; n < ExportSlices.Size + 50; n += 500)
        {
            await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(n, 500).Select(i => new ConsentStatement { Channel = Channel.Email, Address = $"p{i}@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn })]), Actors.Crm, default);
        }

        var lines = ExportScene.Csv(await portal.TakeAsync(ExportScene.Consents));
        var events = ExportScene.Lines(await portal.TakeAsync(ExportScene.Events, ExportFormat.JsonLines));

        Assert.Equal((2500, 2500), (lines.Count, lines.DistinctBy(l => l["key"]).Count()));
        Assert.Equal(Enumerable.Range(1, 2500).Select(n => n.ToString(CultureInfo.InvariantCulture)), events.Select(e => e["sequence"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_of_consents_that_is_loaded_again_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 200, seed: 21);

        var report = await portal.DryRunAsync(await portal.TakeAsync(ExportScene.Consents));

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

        var rows = (await portal.TakeAsync(ExportScene.Consents)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var lines = (await portal.TakeAsync(ExportScene.Events, ExportFormat.JsonLines)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("address,channel,profile,purpose,topic,status,state,occurredAt,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("'=cmd@example.com,email,default,commercial,,opted in,optedIn,2026-01-15T09:", rows[1], StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("quiet@example.com,email,default,commercial,,,notSet,", rows[2], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"address\":\"=cmd@example.com\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"optedIn\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"sequence\":2", lines[1], StringComparison.Ordinal);
    }

    // whoever takes the file hangs up at once
    private sealed class ClosedPipe : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The other side has gone.");
    }
}
