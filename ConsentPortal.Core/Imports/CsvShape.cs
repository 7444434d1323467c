using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>How a file is written: separator, encoding, and what its first line calls the columns.</summary>
public sealed record CsvShape(char Delimiter, string Encoding, IReadOnlyList<string> Headers)
{
    private const int SampleLength = 256 * 1024, SampleRows = 200;
    private static readonly char[] Candidates = [';', ',', '\t', '|'];

    /// <summary>Opens the file for reading record by record. The first record is the header.</summary>
    internal CsvRecords Open(string path) => new(new StreamReader(path, EncodingOf(Encoding), detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024), Delimiter);

    /// <summary>Looks at the head of a file: the separator that cuts most rows into the same number of cells, two at least, wins.</summary>
    internal static (CsvShape Shape, IReadOnlyList<string[]> Sample) Of(string path, string encoding)
    {
        var head = Head(path, encoding);
        var best = (Score: -1, Delimiter: ',', Rows: new List<string[]>());
        foreach (var delimiter in Candidates)
        {
            var rows = Rows(head, delimiter);
            var width = rows is [var header, ..] ? header.Length : 0;
            var score = width < 2 ? 0 : rows.Count(r => r.Length == width) * 100 / rows.Count * 100 + Math.Min(width, 99);
            best = score > best.Score ? (score, delimiter, rows) : best;
        }

        var headers = best.Rows is [var names, ..] ? names.Select(n => CsvText.Unguard(n).Trim().ToString()).ToArray() : [];
        return (new(best.Delimiter, encoding, headers), best.Rows.Skip(1).ToList());
    }

    internal static Encoding EncodingOf(string name) => name == "utf-8" ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);

    private static string Head(string path, string encoding)
    {
        using var reader = new StreamReader(path, EncodingOf(encoding), detectEncodingFromByteOrderMarks: true);
        var buffer = new char[SampleLength];
        return new(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
    }

    private static List<string[]> Rows(string head, char delimiter)
    {
        List<string[]> rows = [];
        using CsvRecords records = new(new StringReader(head), delimiter);
        while (rows.Count <= SampleRows && records.Read())
        {
            if (!records.IsBroken)
            {
                rows.Add(records.ToArray());
            }
        }

        if (head.Length == SampleLength && rows.Count is > 2 and <= SampleRows)
        {
            rows.RemoveAt(rows.Count - 1); // cut off in the middle
        }

        return rows;
    }
}
