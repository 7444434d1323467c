using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Exports;

/// <summary>Exports of the tests, and their files read back as another program would read them.</summary>
internal static class ExportScene
{
    public static readonly ExportAsk Consents = new(ExportWhat.Consents), Events = new(ExportWhat.Events), Contacts = new(ExportWhat.Contacts), Audit = new(ExportWhat.Audit);

    public static async Task<string> TakeAsync(this TestPortal portal, ExportAsk ask, ExportFormat format = ExportFormat.Csv, Actor? actor = null)
    {
        var outcome = await portal.Get<TakeExport>().RunAsync(new(ask, format, "a yearly report"), actor ?? Actors.Admin, CancellationToken.None);
        Assert.True(outcome.Ok, outcome.Problem?.Message);
        using MemoryStream file = new();
        await outcome.Value.WriteToAsync(file, CancellationToken.None);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>The rows by their columns, read with the import's own reader.</summary>
    public static List<Dictionary<string, string>> Csv(string file)
    {
        using CsvRecords records = new(new StringReader(file.TrimStart('\uFEFF')), ',');
        Assert.True(records.Read());
        var names = records.ToArray();
        List<Dictionary<string, string>> rows = [];
        while (records.Read())
        {
            Assert.False(records.IsBroken);
            Assert.Equal(names.Length, records.Count);
            rows.Add(records.ToArray().Select((cell, i) => (names[i], CsvText.Unguard(cell).ToString())).ToDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal));
        }

        return rows;
    }

    /// <summary>The objects, each with every member; what is null reads as empty, as in a CSV.</summary>
    public static List<Dictionary<string, string>> Lines(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => m.Value.GetString()!,
        JsonValueKind.Array when m.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => string.Join('\n', m.Value.EnumerateArray().Select(v => v.GetString())),
        _ => m.Value.GetRawText(),
    }, StringComparer.Ordinal))];

    public static async Task<Id<ExportJob>> StartAsync(this TestPortal portal, ExportAsk ask, Actor? actor = null, ExportFormat format = ExportFormat.Csv)
    {
        var outcome = await portal.Get<StartExport>().RunAsync(new(ask, format, "a yearly report"), actor ?? Actors.Admin, CancellationToken.None);
        Assert.True(outcome.Ok, outcome.Problem?.Message);
        return outcome.Value;
    }

    public static Task<ExportState> RunExportAsync(this TestPortal portal, Id<ExportJob> id) => portal.Get<RunExport>().RunAsync(id, CancellationToken.None);

    public static async Task<ExportView> ExportAsync(this TestPortal portal, Id<ExportJob> id, Actor? actor = null) => (await portal.Get<FindExports>().OneAsync(id, actor ?? Actors.Admin, CancellationToken.None)).Value;

    /// <summary>By a new link.</summary>
    public static async Task<byte[]> FetchAsync(this TestPortal portal, Id<ExportJob> id, Actor? actor = null)
    {
        var link = await portal.Get<LinkExport>().RunAsync(new(id), actor ?? Actors.Admin, CancellationToken.None);
        var file = await portal.Get<FetchExport>().RunAsync(new(id, link.Value), actor ?? Actors.Admin, CancellationToken.None);
        using MemoryStream bytes = new();
        await file.Value.WriteToAsync(bytes, CancellationToken.None);
        return bytes.ToArray();
    }
}
