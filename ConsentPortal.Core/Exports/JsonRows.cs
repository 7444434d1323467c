using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConsentPortal.Core.Exports;

/// <summary>One JSON object a line; what is not there is null, so that every line has every member.</summary>
internal sealed class JsonRows : RowWriter, IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly JsonEncodedText[] names;
    private readonly Utf8JsonWriter json;
    private int at;

    public JsonRows(IReadOnlyList<string> columns)
    {
        names = [.. columns.Select(c => JsonEncodedText.Encode(c))];
        json = new(Buffer, Options);
    }

    public void Dispose() => json.Dispose();

    public override void Begin()
    {
        at = 0;
        json.Reset();
        json.WriteStartObject();
    }

    public override void End()
    {
        json.WriteEndObject();
        json.Flush();
        Buffer.Write("\n"u8);
    }

    public override void Text(string? text)
    {
        if (text is { Length: > 0 })
        {
            json.WriteString(names[at++], text);
        }
        else
        {
            json.WriteNull(names[at++]);
        }
    }

    public override void Plain(string? word) => Text(word);

    public override void Either(string people, string programs) => Text(programs);

    public override void At(DateTimeOffset? instant)
    {
        if (instant is not { } known)
        {
            json.WriteNull(names[at++]);
            return;
        }

        Span<byte> text = stackalloc byte[LongestInstant];
        json.WriteString(names[at++], text[..Format(known, text)]);
    }

    public override void Number(long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(names[at++], known);
        }
        else
        {
            json.WriteNull(names[at++]);
        }
    }

    public override void Whole(long? number) => Text(number?.ToString(CultureInfo.InvariantCulture));

    public override void Flag(bool? flag)
    {
        if (flag is { } known)
        {
            json.WriteBoolean(names[at++], known);
        }
        else
        {
            json.WriteNull(names[at++]);
        }
    }

    public override void Json(string? text)
    {
        if (text is { Length: > 0 })
        {
            json.WritePropertyName(names[at++]);
            json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            json.WriteNull(names[at++]);
        }
    }

    public override void Texts(IReadOnlyList<string> texts)
    {
        json.WriteStartArray(names[at++]);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
