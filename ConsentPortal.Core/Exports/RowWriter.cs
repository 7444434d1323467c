using System.Buffers;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>Rows of a file as UTF-8, cell by cell in the order of the columns. Whoever writes takes what has gathered and clears it.</summary>
public abstract class RowWriter
{
    /// <summary>Room for the longest instant: <c>2026-01-01T00:00:00.000000Z</c> and one more digit.</summary>
    private const int InstantLength = 28;

    /// <summary>Takes in what is written.</summary>
    protected ArrayBufferWriter<byte> Buffer { get; } = new(1 << 17);

    public ReadOnlyMemory<byte> Written => Buffer.WrittenMemory;

    /// <summary>Of the format.</summary>
    public static RowWriter Of(ExportFormat format, IReadOnlyList<string> columns) => format == ExportFormat.Csv ? new CsvRows(columns) : new JsonRows(columns);

    public void Clear() => Buffer.ResetWrittenCount();

    public abstract void Begin();

    public abstract void End();

    /// <summary>Free text, which a spreadsheet might run as a formula; nothing for null and empty.</summary>
    public abstract void Text(string? text);

    /// <summary>A word of ours: a code, a number as text.</summary>
    public abstract void Plain(string? word);

    /// <summary>The word that people read in a spreadsheet, and the one that programs read.</summary>
    public abstract void Either(string people, string programs);

    public abstract void At(DateTimeOffset? instant);

    public abstract void Number(long? number);

    public abstract void Flag(bool? flag);

    /// <summary>Several texts: a list for programs, one a line in one cell for people.</summary>
    public abstract void Texts(IReadOnlyList<string> texts);

    /// <summary>JSON: as it is for programs, as text in a cell for people; null = nothing.</summary>
    public abstract void Json(string? json);

    public void Word<T>(T? word) where T : struct, Enum => Plain(word is { } known ? Kernel.Word.Of(known) : null);

    public void Id<T>(Id<T> id) => Whole(id.IsNone ? null : id.Value);

    /// <summary>A 64-bit number, for programs carried as text.</summary>
    public abstract void Whole(long? number);

    /// <summary>All that the database keeps of it, so that it reads back equal; answers how many bytes.</summary>
    protected static int Format(DateTimeOffset instant, Span<byte> to)
    {
        instant.UtcDateTime.TryFormat(to, out var length, "O", null); // fast, and always seven digits
        length--; // Z
        while (to[length - 1] == (byte)'0')
        {
            length--;
        }

        length -= to[length - 1] == (byte)'.' ? 1 : 0;
        to[length] = (byte)'Z';
        return length + 1;
    }

    protected static int LongestInstant => InstantLength;
}
