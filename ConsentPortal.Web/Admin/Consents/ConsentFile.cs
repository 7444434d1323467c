using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>An export as a file. The columns are named as an import reads them (<c>address</c>, <c>status</c> …), so that the file can be
/// loaded again; what an import does not know it passes over.</summary>
internal static class ConsentFile
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, Func<ConsentLine, object?> Value)[] Columns =
    [
        ("address", l => l.Address), ("channel", l => Word.Of(l.Channel)), ("profile", l => l.Profile), ("purpose", l => l.Purpose), ("topic", l => l.Topic),
        ("status", l => l.Status), ("state", l => Word.Of(l.State)), ("occurredAt", l => l.OccurredAt), ("recordedAt", l => l.RecordedAt), ("validUntil", l => l.ValidUntil),
        ("pausedUntil", l => l.PausedUntil), ("confirmedAt", l => l.ConfirmedAt), ("source", l => l.Source), ("contact", l => l.Contact), ("key", l => l.Key.ToString()), ("actorKind", l => Word.Of(l.ActorKind)),
        ("actorId", l => l.ActorId), ("action", l => Word.Of(l.Action)), ("reason", l => l.Reason), ("textVersion", l => l.WordingVersion), ("textLanguage", l => l.WordingLanguage),
        ("batch", l => l.ImportBatch == 0 ? null : l.ImportBatch.ToString(CultureInfo.InvariantCulture)), ("flagged", l => l.Flagged), ("point", l => l.PointId.ToString()),
    ];

    // what only an event has
    private static readonly (string Name, Func<ConsentLine, object?> Value)[] OfEvents = [("sequence", l => l.Sequence), ("before", l => l.OldStatus is { } old ? Word.Of(old) : null), ("applied", l => l.Applied)];

    public static async Task WriteCsvAsync(TextWriter to, IAsyncEnumerable<ConsentLine> lines, CancellationToken ct)
    {
        await using StringWriter record = new(CultureInfo.InvariantCulture);
        var columns = Columns;
        var begun = false;
        await foreach (var line in lines.WithCancellation(ct))
        {
            columns = begun || line.Sequence is null ? columns : [.. Columns, .. OfEvents];
            Begin(record, columns, ref begun);
            CsvText.Write(record, columns.Select(c => Text(c.Value(line))));
            await FlushAsync(record, to, ct);
        }

        Begin(record, columns, ref begun);
        await FlushAsync(record, to, ct);
    }

    public static async Task WriteLinesAsync(TextWriter to, IAsyncEnumerable<ConsentLine> lines, CancellationToken ct)
    {
        using MemoryStream buffer = new();
        await foreach (var line in lines.WithCancellation(ct))
        {
            buffer.SetLength(0);
            await using (Utf8JsonWriter json = new(buffer, Json))
            {
                json.WriteStartObject();
                foreach (var (name, value) in line.Sequence is null ? Columns : [.. Columns, .. OfEvents])
                {
                    Write(json, name, value(line));
                }

                json.WriteEndObject();
            }

            await to.WriteAsync(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).AsMemory(), ct);
            await to.WriteAsync("\n".AsMemory(), ct);
        }
    }

    private static void Begin(TextWriter record, (string Name, Func<ConsentLine, object?> Value)[] columns, ref bool begun)
    {
        if (!begun)
        {
            CsvText.Write(record, columns.Select(c => c.Name));
            begun = true;
        }
    }

    private static async Task FlushAsync(StringWriter record, TextWriter to, CancellationToken ct)
    {
        await to.WriteAsync(record.GetStringBuilder(), ct);
        record.GetStringBuilder().Clear();
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTimeOffset at => Instant(at),
        bool flag => flag ? "true" : "false",
        ConsentStatus said => said == ConsentStatus.OptedIn ? "opted in" : "opted out", // the words that an import knows unasked
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null or "": json.WriteNull(name); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case ConsentStatus said: json.WriteString(name, Word.Of(said)); break;
            case long number: json.WriteNumber(name, number); break;
            default: json.WriteString(name, Text(value)); break;
        }
    }

    // all that the database keeps of it, so that it reads back equal
    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
