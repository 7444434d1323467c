using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class CsvRecordsTests
{
    [Fact]
    public void Quoted_cells_hold_separators_quotes_and_line_breaks()
        => Assert.Equal([["a", "b;c", "say \"hi\""], ["two\r\nlines", "", "x"]], Read("a;\"b;c\";\"say \"\"hi\"\"\"\r\n\r\n\"two\r\nlines\";;x"));

    [Theory]
    [InlineData("a;\"never closed;c\nd;e;f\n")]
    [InlineData("a;b\"c;d\nd;e;f\n")]
    [InlineData("a;\"b\"c;d\nd;e;f\n")]
    public void A_broken_quote_costs_its_own_line_only(string text)
    {
        using CsvRecords records = new(new StringReader(text), ';', longest: 64);

        Assert.True(records.Read());
        Assert.True(records.IsBroken);
        Assert.Equal(text.Split('\n')[0], records[0].ToString());
        Assert.True(records.Read());
        Assert.False(records.IsBroken);
        Assert.Equal(["d", "e", "f"], records.ToArray());
        Assert.False(records.Read());
    }

    [Fact]
    public void Any_text_written_is_read_back_the_same_whatever_a_spreadsheet_would_run()
    {
        string[] hostile = ["=1+1", "+49 170", "-2", "@SUM(A1)", "\tx", "\rx", "\0x", "'=1", "''+2", "'plain", "'", "", " ", "a,b;c\td", "\"", "\"\"", "line\r\nbreak\nand\rmore", "=HYPERLINK(\"http://x\",\"y\")", "é\u0301😀", "'", "'\"="];
        var random = new Random(4711);
        const string Alphabet = "=+-@'\",;\t\r\n\0 aé";
        var made = Enumerable.Range(0, 2000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Alphabet[random.Next(Alphabet.Length)])));
        foreach (var value in hostile.Concat(made))
        {
            StringWriter text = new();
            CsvText.Write(text, ["first", value, "last"]);
            using CsvRecords records = new(new StringReader(text.ToString()), ',');

            Assert.True(records.Read() && !records.IsBroken && records.Count == 3, value);
            Assert.Equal(value, CsvText.Unguard(records[1]).ToString());
            Assert.DoesNotContain(records[1] is [var c, ..] ? c : 'x', "=+-@\t\r\0");
            Assert.False(records.Read());
        }
    }

    [Fact]
    public void Long_files_are_read_in_little_memory_without_losing_a_cell()
    {
        StringWriter text = new();
        for (var i = 0; i < 30_000; i++)
        {
            CsvText.Write(text, [$"p{i}@example.com", i % 3 == 0 ? "a \"quoted\", cell\r\nof two lines" : "plain", $"{i}"]);
        }

        using CsvRecords records = new(new StringReader(text.ToString()), ',');
        var read = 0;
        while (records.Read())
        {
            Assert.Equal((3, $"p{read}@example.com", $"{read}"), (records.Count, records[0].ToString(), records[2].ToString()));
            read++;
        }

        Assert.Equal(30_000, read);
    }

    private static List<string[]> Read(string text)
    {
        List<string[]> all = [];
        using CsvRecords records = new(new StringReader(text), ';');
        while (records.Read())
        {
            all.Add(records.ToArray());
        }

        return all;
    }
}
