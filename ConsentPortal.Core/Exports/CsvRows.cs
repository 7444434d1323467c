using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>RFC 4180 with a mark of UTF-8 at the start, for Excel, and with cells that a spreadsheet would run made harmless (<see cref="CsvText"/>).</summary>
internal sealed class CsvRows : RowWriter
{
    private bool first;

    public CsvRows(IReadOnlyList<string> columns)
    {
        Buffer.Write(Encoding.UTF8.Preamble);
        Begin();
        foreach (var column in columns)
        {
            Plain(column);
        }

        End();
    }

    public override void Begin() => first = true;

    public override void End() => Buffer.Write("\r\n"u8);

    public override void Text(string? text)
    {
        if (text is not { Length: > 0 } || !(CsvText.NeedsGuard(text) || CsvText.NeedsQuotes(text)))
        {
            Plain(text);
            return;
        }

        var guarded = CsvText.Guard(text);
        Plain(CsvText.NeedsQuotes(guarded) ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded);
    }

    public override void Plain(string? word)
    {
        Separate();
        if (word is { Length: > 0 })
        {
            Buffer.Advance(Encoding.UTF8.GetBytes(word, Buffer.GetSpan(word.Length * 3)));
        }
    }

    public override void Either(string people, string programs) => Plain(people);

    public override void At(DateTimeOffset? instant)
    {
        Separate();
        if (instant is { } at)
        {
            Buffer.Advance(Format(at, Buffer.GetSpan(LongestInstant)));
        }
    }

    public override void Number(long? number) => Whole(number);

    public override void Whole(long? number)
    {
        Separate();
        if (number is { } value)
        {
            Utf8Formatter.TryFormat(value, Buffer.GetSpan(20), out var length);
            Buffer.Advance(length);
        }
    }

    public override void Flag(bool? flag)
    {
        Separate();
        Buffer.Write(flag is null ? default : flag.Value ? "true"u8 : "false"u8);
    }

    public override void Texts(IReadOnlyList<string> texts) => Text(texts.Count == 1 ? texts[0] : string.Join('\n', texts));

    public override void Json(string? json) => Text(json);

    private void Separate()
    {
        if (!first)
        {
            Buffer.Write(","u8);
        }

        first = false;
    }
}
