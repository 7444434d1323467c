using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The files for programs: all data with its dictionary, the part that the person may carry elsewhere, one table a category, the
/// consent history.</summary>
internal sealed class PackageData(PackageFacts facts, PackageRecordReader reader, PackageRedactions redactions)
{
    public const string History = "consent-history";

    /// <summary>Where values came from, met while they were written.</summary>
    public SortedSet<string> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who was told, by name.</summary>
    public SortedSet<string> Told { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IAsyncEnumerable<PersonalRecord> RecordsAsync(PackageCategory category, CancellationToken ct) => OverAsync(reader.ReadAsync(category, 0, ct), ct);

    /// <summary><c>data.json</c>.</summary>
    public async Task AllAsync(PackageEntry to, CancellationToken ct)
    {
        await using var json = to.Json();
        json.WriteStartObject();
        Head(json);
        PackageDictionary.Write(json, facts.Contents);
        json.WriteStartArray("categories"u8);
        foreach (var category in facts.Contents.Categories)
        {
            json.WriteStartObject();
            json.WriteString("category"u8, category.Code);
            json.WriteString("title"u8, facts.TitleOf(category.Code));
            json.WriteNumber("count"u8, category.Rows);
            await ListAsync(json, to, RecordsAsync(category, ct), _ => true, ct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    /// <summary><c>portable.json</c>: what the person provided, and nothing else (GDPR art. 20).</summary>
    public async Task PortableAsync(PackageEntry to, CancellationToken ct)
    {
        await using var json = to.Json();
        json.WriteStartObject();
        Head(json);
        json.WriteStartArray("categories"u8);
        foreach (var category in facts.Contents.Categories.Where(c => c.Provided.Count > 0))
        {
            json.WriteStartObject();
            json.WriteString("category"u8, category.Code);
            await ListAsync(json, to, RecordsAsync(category, ct), f => f.Provided, ct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    /// <summary><c>portable.csv</c>: the same, a line for each value.</summary>
    public async Task PortableTableAsync(PackageEntry to, CancellationToken ct)
    {
        Line(to, ["category", "record", "at", "field", "value"]);
        foreach (var category in facts.Contents.Categories.Where(c => c.Provided.Count > 0))
        {
            await foreach (var record in RecordsAsync(category, ct))
            {
                foreach (var field in record.Fields.Where(f => f.Provided))
                {
                    Line(to, [category.Code, record.Id, Time(record.At), field.Name, field.Value]);
                }

                await to.DrainAsync(ct);
            }
        }
    }

    /// <summary><c>csv/….csv</c>: a spreadsheet runs no cell of it.</summary>
    public async Task TableAsync(PackageCategory category, PackageEntry to, CancellationToken ct)
    {
        List<string> columns = [.. category.Fields, .. redactions.Count > 0 ? [PackageRedactions.WholeRecord] : Array.Empty<string>()];
        Line(to, ["id", "recordedAt", .. columns]);
        await foreach (var record in RecordsAsync(category, ct))
        {
            var values = record.Fields.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(f => f.Value)), StringComparer.Ordinal);
            Line(to, [record.Id, Time(record.At), .. columns.Select(c => values.GetValueOrDefault(c, ""))]);
            await to.DrainAsync(ct);
        }
    }

    /// <summary><c>consent-history.json</c>: every answer with the text it was given on, and its place in the ledger.</summary>
    public async Task HistoryAsync(PackageCategory category, PackageEntry to, CancellationToken ct)
    {
        await using var json = to.Json();
        json.WriteStartObject();
        Head(json);
        json.WriteString("proof"u8, "Each answer has its number in the ledger (proofSequence), the SHA-256 of all its facts (proofLeafSha256) and of the text it was given on (proofWordingSha256), and the number of the signed seal that holds it (proofSeal). A seal is chained to the one before; whoever changes an answer afterwards breaks the chain.");
        await ListAsync(json, to, RecordsAsync(category, ct), _ => true, ct);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private async IAsyncEnumerable<PersonalRecord> OverAsync(IAsyncEnumerable<PersonalRecord> records, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in records.WithCancellation(ct))
        {
            yield return redactions.Over(record);
        }
    }

    private async Task ListAsync(Utf8JsonWriter json, PackageEntry to, IAsyncEnumerable<PersonalRecord> records, Func<PersonalField, bool> which, CancellationToken ct)
    {
        json.WriteStartArray("records"u8);
        await foreach (var record in records.WithCancellation(ct))
        {
            Write(json, record, which);
            if (json.BytesPending > 1 << 14)
            {
                await json.FlushAsync(ct);
                await to.DrainAsync(ct);
            }
        }

        json.WriteEndArray();
        await json.FlushAsync(ct);
        await to.DrainAsync(ct);
    }

    private void Write(Utf8JsonWriter json, PersonalRecord record, Func<PersonalField, bool> which)
    {
        var fields = record.Fields.Where(which).ToList();
        if (fields.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("id"u8, record.Id);
        json.WriteString("table"u8, record.Table);
        if (record.At is { } at)
        {
            json.WriteString("recordedAt"u8, Time(at));
        }

        json.WriteStartObject("fields"u8);
        foreach (var field in fields.DistinctBy(f => f.Name, StringComparer.Ordinal))
        {
            json.WriteString(field.Name, field.Value);
            (field.Name switch { "source" => Sources, "recipient" => Told, _ => null })?.Add(field.Value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Head(Utf8JsonWriter json)
    {
        json.WriteString("format"u8, "consentportal-package/1");
        json.WriteString("request"u8, facts.Request.Number);
        json.WriteString("controller"u8, facts.Controller);
        json.WriteString("gatheredAt"u8, Time(facts.Package.CollectedAt));
    }

    private static void Line(PackageEntry to, IEnumerable<string> cells)
    {
        using StringWriter line = new(CultureInfo.InvariantCulture);
        CsvText.Write(line, cells);
        to.Text(line.ToString());
    }

    internal static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
