using System.Text;
using ConsentPortal.Core.Imports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>Files that no program should write: a clear refusal, or every row accounted for.</summary>
public sealed class FuzzedFileTests
{
    private static readonly string[] Bits = ["\"", "\"\"", ";", ",", "\t", "\n", "\r\n", "\r", "\0", "ann@example.com", "bob@example.com", "yes", "no", "perhaps", "2025-01-01", "999999999999", "9999-12-31 23:59", "=1+1", "'", "é", "\uD83D\uDE00", " ", "x"];

    private static readonly string[] Dates = ["2025-01-01", "", "", "", "", "", "", "", "999999999999", "9999-12-31 23:59"];

    [Fact]
    public async Task Whatever_the_bytes_are_each_record_is_counted_once_or_the_file_is_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        Random dice = new(20261122);
        var loaded = 0;
        for (var round = 0; round < 50; round++)
        {
            var bytes = Make(dice, round);
            using MemoryStream content = new(bytes);
            var uploaded = await portal.Get<UploadImport>().RunAsync(new("fuzz.csv", content), Actors.Analyst, default);
            if (!uploaded.Ok)
            {
                Assert.NotEqual("", uploaded.Problem!.Message);
                continue;
            }

            var options = (await portal.ReadAsync(uploaded.Value)).Options with { Dates = round % 2 == 0 ? DateForm.Unix : DateForm.Iso, Zone = "America/New_York" };
            var started = await portal.Get<StartImport>().RunAsync(new(uploaded.Value, options), Actors.Analyst, default);
            if (!started.Ok)
            {
                Assert.All(started.Problems, p => Assert.NotEqual("", p.Message));
                continue;
            }

            Assert.Equal(ImportState.Finished, await portal.RunAsync(uploaded.Value));
            var job = await portal.ReadAsync(uploaded.Value);
            Assert.True(job.Counts.Total == Records(bytes, job.Shape), $"Round {round}: {job.Counts.Total} of {Records(bytes, job.Shape)} rows.");
            Assert.Equal(job.Counts.RejectedTotal, Rows(await portal.RejectedAsync(uploaded.Value)));
            loaded++;
        }

        Assert.InRange(loaded, 20, 50);
    }

    [Theory]
    [InlineData(10_000, 3)]
    [InlineData(3, 300_000)]
    public async Task Very_many_columns_and_very_long_cells_are_no_trouble(int columns, int length)
    {
        await using var portal = await TestPortal.StartAsync();
        var cells = Enumerable.Range(2, columns - 2).Select(i => $"c{i}");
        var row = "ann@example.com,yes," + string.Join(',', Enumerable.Repeat("x", columns - 3).Append(new string('y', length)));

        var job = await portal.ImportAsync($"email,status,{string.Join(',', cells)}\n{row}\nbob@example.com,no,{string.Join(',', Enumerable.Repeat("", columns - 2))}\n");

        Assert.Equal(2, job.Counts.Total);
        Assert.Equal(1, job.Counts.OptedOut);
    }

    private static byte[] Make(Random dice, int round)
    {
        StringBuilder text = new("email;status;date\r\n");
        for (var bit = 0; bit < dice.Next(3, 400); bit++)
        {
            text.Append(dice.Next(4) == 0 ? Bits[dice.Next(Bits.Length)] : $"p{dice.Next(20)}@example.com;{(dice.Next(2) == 0 ? "yes" : "no")};{Dates[dice.Next(Dates.Length)]}\n");
        }

        var bytes = (round % 3) switch { 0 => Encoding.UTF8.GetBytes(text.ToString()), 1 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text.ToString())], _ => Encoding.Latin1.GetBytes(text.ToString()) };
        for (var hit = 0; hit < (round % 5 == 4 ? 20 : 0); hit++)
        {
            bytes[dice.Next(20, bytes.Length)] = (byte)dice.Next(256); // broken UTF-8, halves of UTF-16
        }

        return bytes;
    }

    private static long Records(byte[] bytes, CsvShape shape)
    {
        using CsvRecords records = new(new StreamReader(new MemoryStream(bytes), CsvShape.EncodingOf(shape.Encoding), detectEncodingFromByteOrderMarks: true), shape.Delimiter);
        var count = -1L; // the header
        while (records.Read())
        {
            count++;
        }

        return count;
    }

    private static long Rows(string rejected)
    {
        using CsvRecords records = new(new StringReader(rejected), ',');
        var count = -1L;
        while (records.Read())
        {
            count++;
        }

        return count;
    }
}
