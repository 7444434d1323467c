using System.Diagnostics;
using System.Security.Cryptography;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>export</c>: rows a second of whole lists into a file, against one prepared statement that is read to its end and written with the
/// same serialisation. Both must write the same bytes.</summary>
internal static class ExportBenchmark
{
    public static async Task RunAsync(Settings settings)
    {
        await using var services = BenchmarkStore.Services(await BenchmarkStore.EnsureAsync(settings));
        var export = services.GetRequiredService<TakeExport>();
        await using SqliteConnection connection = new($"Data Source={Path.Combine(BenchmarkStore.DataPath(settings), "consentportal.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        ReferenceExport reference = new(connection);
        foreach (var (what, format) in new[] { (ExportWhat.Consents, ExportFormat.Csv), (ExportWhat.Consents, ExportFormat.JsonLines), (ExportWhat.Contacts, ExportFormat.Csv) })
        {
            List<double> portal = [], bare = [];
            for (var round = 0; round <= settings.Rounds; round++)
            {
                var mine = await TimeAsync(async to => await (await export.RunAsync(new(new(what), format, "benchmark"), Actor.System, CancellationToken.None)).Value.WriteToAsync(to, CancellationToken.None));
                var theirs = await TimeAsync(to => Task.FromResult(reference.Write(what, format, to)));
                if (mine.Rows != theirs.Rows || !mine.Hash.SequenceEqual(theirs.Hash))
                {
                    throw new InvalidOperationException($"{what}: the portal writes {mine.Rows} rows, the SQL {theirs.Rows}, or others.");
                }

                if (round > 0) // the first one warms both
                {
                    portal.Add(mine.Rows / mine.Took.TotalSeconds);
                    bare.Add(theirs.Rows / theirs.Took.TotalSeconds);
                }
            }

            Report.Ratio($"export {Word.Of(what)}, {(format == ExportFormat.Csv ? "CSV" : "JSON")}", "rows/s", Report.Median(portal), Report.Median(bare), 0.5);
        }
    }

    private static async Task<(long Rows, byte[] Hash, TimeSpan Took)> TimeAsync(Func<Stream, Task<long>> write)
    {
        using Digest to = new();
        var started = Stopwatch.GetTimestamp();
        var rows = await write(to);
        return (rows, to.End(), Stopwatch.GetElapsedTime(started));
    }

    // keeps nothing but the SHA-256
    private sealed class Digest : MemoryStream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public byte[] End() => hash.GetHashAndReset();

        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            return ValueTask.CompletedTask;
        }

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
