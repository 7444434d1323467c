using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class DataFileTests
{
    [Theory, OnEveryDatabase]
    public async Task The_crm_export_leads_to_exactly_the_expected_states_and_rejections(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var file = File.OpenRead(ImportScene.DataFile("crm-export.csv"));
        var id = await portal.UploadAsync(file, "crm-export.csv");
        Assert.Equal([ImportField.Email, ImportField.Purpose, ImportField.Topic, ImportField.Status, ImportField.OccurredAt, ImportField.Source], (await portal.ReadAsync(id)).Options.Columns);
        var rehearsed = (await portal.Get<DryRunImport>().RunAsync(new(id, (await portal.ReadAsync(id)).Options with { CreateTopics = false }), Actors.Analyst, CancellationToken.None)).Value.Counts;

        await portal.StartAsync(id);
        Assert.Equal(ImportState.Finished, await portal.RunAsync(id));

        var expected = (await File.ReadAllLinesAsync(ImportScene.DataFile("crm-export.expected.csv"))).Skip(1).Order(StringComparer.Ordinal);
        Assert.Equal(expected, await portal.StatesAsync());
        var refused = (await File.ReadAllLinesAsync(ImportScene.DataFile("crm-export.expected.rejected.csv"))).Skip(1);
        await using var db = portal.NewDb();
        Assert.Equal(refused, (await db.Set<RejectedRow>().OrderBy(r => r.Row).ToListAsync()).Select(r => $"{r.Row},{r.Reason}"));
        var counts = (await portal.ReadAsync(id)).Counts;
        Assert.Equal((5000, rehearsed.ToJson()), (counts.Total, counts.ToJson()));
        Assert.Equal(counts.OptedIn + counts.OptedOut, (await portal.World.EventsAsync()).Count);
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value.Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task The_smallest_table_needs_no_choice_and_its_ids_are_kept(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var csv = await File.ReadAllTextAsync(ImportScene.DataFile("consents-simple.csv"));

        var done = await portal.ImportAsync(csv);

        Assert.Equal((2, 2), (done.Counts.OptedIn, done.Counts.OptedOut));
        Assert.Equal(
        [
            "frank@contoso.com,commercial,newsletter,optedIn", "frank@contoso.com,commercial,product-updates,optedOut",
            "holly@contoso.com,commercial,newsletter,optedOut", "holly@contoso.com,commercial,product-updates,optedIn",
        ], await portal.StatesAsync());
        await using var db = portal.NewDb();
        Assert.Equal(["1 False", "2 True", "3 True", "4 False"], (await db.Set<SourceRow>().OrderBy(r => r.Key).ToListAsync()).Select(r => $"{r.Key} {r.OptedIn}"));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var csv = await File.ReadAllTextAsync(ImportScene.DataFile("consents-simple.csv"));
        await portal.ImportAsync(csv);

        var again = await portal.ImportAsync(csv);

        Assert.Equal(4, again.Counts.Unchanged);
        Assert.Equal(4, (await portal.World.EventsAsync()).Count);
    }
}
