using System.Buffers;

namespace ConsentPortal.Core.Imports;

/// <summary>The records of a CSV text (RFC 4180), one after the other in constant memory: quoted cells may hold separators and line
/// breaks. A record with broken quotes is one line long, whatever it opened: an unclosed quote never swallows the rows behind it.</summary>
/// <param name="longest">Characters after which a quote counts as never closed.</param>
internal sealed class CsvRecords(TextReader reader, char delimiter, int longest = CsvRecords.Longest) : IDisposable
{
    private const int Longest = 256 * 1024;
    private readonly SearchValues<char> marks = SearchValues.Create(delimiter, '\r', '\n', '"');
    private readonly List<Cell> cells = [];
    private char[] buffer = new char[64 * 1024];
    private int start, length; // the record begins at start; length characters from there on are in memory
    private int next;          // where the next record begins, counted from start
    private bool ended;

    private readonly record struct Cell(int Start, int Length, bool Doubled);

    /// <summary>Number of the record; the header, being the first, is 0.</summary>
    public long Number { get; private set; } = -1;

    /// <summary>Quotes that do not open or close a cell: the record is one line, kept as one cell.</summary>
    public bool IsBroken { get; private set; }

    public int Count => cells.Count;

    /// <summary>The cell without its quotes. Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var cell = cells[index];
            var text = buffer.AsSpan(start + cell.Start, cell.Length);
            return cell.Doubled ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).AsSpan() : text;
        }
    }

    /// <summary>False at the end of the text. Empty lines are no records.</summary>
    public bool Read()
    {
        Skip(next);
        while (Has(0) && At(0) is '\r' or '\n')
        {
            Skip(1);
        }

        next = 0;
        cells.Clear();
        if (!Has(0))
        {
            return false;
        }

        Number++;
        IsBroken = !Scan();
        if (IsBroken)
        {
            TakeLine();
        }

        return true;
    }

    public string[] ToArray() => [.. Enumerable.Range(0, Count).Select(i => this[i].ToString())];

    public void Dispose() => reader.Dispose();

    private bool Scan()
    {
        for (var at = 0; ; at++)
        {
            var end = Has(at) && At(at) == '"' ? Quoted(at) : Bare(at);
            if (end < 0)
            {
                return false;
            }

            if (!Has(end) || At(end) != delimiter)
            {
                next = end;
                return !Has(end) || At(end) is '\r' or '\n';
            }

            at = end;
        }
    }

    // answers where the cell ends; -1 where a quote stands inside it
    private int Bare(int from)
    {
        var at = from;
        while (true)
        {
            var found = buffer.AsSpan(start + at, length - at).IndexOfAny(marks);
            if (found >= 0 || at + (length - at) >= longest)
            {
                at = found >= 0 ? at + found : longest;
                break;
            }

            at = length;
            if (!Has(at))
            {
                break;
            }
        }

        if (at >= longest || (at < length && At(at) == '"'))
        {
            return -1;
        }

        cells.Add(new(from, at - from, false));
        return at;
    }

    private int Quoted(int from)
    {
        var doubled = false;
        for (var at = from + 1; at < longest && Has(at); at++)
        {
            var found = buffer.AsSpan(start + at, length - at).IndexOf('"');
            at += found < 0 ? length - at - 1 : found;
            if (found < 0)
            {
                continue;
            }

            if (Has(at + 1) && At(at + 1) == '"')
            {
                (doubled, at) = (true, at + 1);
                continue;
            }

            cells.Add(new(from + 1, at - from - 1, doubled));
            return at + 1;
        }

        return -1; // never closed
    }

    private void TakeLine()
    {
        var end = 0;
        while (end < longest && Has(end) && At(end) is not ('\r' or '\n'))
        {
            end++;
        }

        cells.Clear();
        cells.Add(new(0, end, false));
        next = end;
        while (next >= longest && Has(next) && At(next) is not ('\r' or '\n'))
        {
            next++; // a line without an end: the rest of it is of no use to anybody
            if (next > 2 * longest)
            {
                buffer.AsSpan(start + next, length - next).CopyTo(buffer.AsSpan(start + longest));
                length -= next - longest;
                next = longest;
            }
        }
    }

    private char At(int offset) => buffer[start + offset];

    private void Skip(int count) => (start, length) = (start + count, length - count);

    private bool Has(int offset)
    {
        while (offset >= length && !ended)
        {
            Fill();
        }

        return offset < length;
    }

    private void Fill()
    {
        if (start > 0 && start + length == buffer.Length)
        {
            buffer.AsSpan(start, length).CopyTo(buffer);
            start = 0;
        }

        if (start + length == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = reader.Read(buffer, start + length, buffer.Length - start - length);
        ended = read == 0;
        length += read;
    }
}
