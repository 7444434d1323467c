using System.Buffers;

namespace ConsentPortal.Core.Kernel;

/// <summary>Cells as a spreadsheet may be shown them. A cell that begins with <c>= + - @</c>, tab, CR or NUL would be run as a formula, so
/// it gets a leading <c>'</c>; reading takes exactly that one away again, so a round trip gives the same values.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\r\n\t");

    /// <summary>One record with its line end, quoted where RFC 4180 asks for it.</summary>
    public static void Write(TextWriter to, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                to.Write(',');
            }

            first = false;
            Write(to, cell);
        }

        to.Write("\r\n"); // RFC 4180
    }

    public static string Guard(string cell) => NeedsGuard(cell) ? "'" + cell : cell;

    public static bool NeedsGuard(ReadOnlySpan<char> cell) => IsGuardedFrom(cell, 0);

    public static bool NeedsQuotes(ReadOnlySpan<char> cell) => cell.IndexOfAny(Quoted) >= 0;

    public static ReadOnlySpan<char> Unguard(ReadOnlySpan<char> cell) => cell is ['\'', ..] && IsGuardedFrom(cell, 1) ? cell[1..] : cell;

    // a value that itself begins with ' and then a formula is guarded too, or reading would take its own ' away
    private static bool IsGuardedFrom(ReadOnlySpan<char> cell, int from)
    {
        while (from < cell.Length && cell[from] == '\'')
        {
            from++;
        }

        return from < cell.Length && cell[from] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0';
    }

    private static void Write(TextWriter to, string cell)
    {
        var text = Guard(cell);
        if (!NeedsQuotes(text))
        {
            to.Write(text);
            return;
        }

        to.Write('"');
        to.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        to.Write('"');
    }
}
