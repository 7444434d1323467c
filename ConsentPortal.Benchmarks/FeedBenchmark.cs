using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ConsentPortal.Benchmarks;

/// <summary><c>feed</c>: events a second that one reader gets page by page over HTTP, against a bare endpoint that reads the same rows with one
/// prepared statement and serialises the same items.</summary>
internal static class FeedBenchmark
{
    private const int Limit = 1000;

    public static async Task RunAsync(Settings settings)
    {
        var data = await BenchmarkStore.EnsureAsync(settings);
        var (key, ended) = await Children.VerbAsync(data, "api-key", "create", "--name", $"feed {DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}", "--scope", "events:read", "--scope", "contacts:read");
        ended.Dispose();
        await using var portal = await Children.PortalAsync(data);
        await using var reference = await Children.ReferenceAsync(BenchmarkStore.ReferencePath(settings));
        List<double> mine = [], bare = [];
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var before = (Portal: portal.ProcessorTime, Reference: reference.ProcessorTime);
            var first = await ReadAsync(portal.Port, key);
            var second = await ReadAsync(reference.Port, key);
            if (first.Events != second.Events || first.Bytes != second.Bytes)
            {
                throw new InvalidOperationException($"feed: the portal sends {first.Events} events in {first.Bytes} bytes, the SQL {second.Events} in {second.Bytes}.");
            }

            if (round > 0) // the first one warms both
            {
                Report.Work("  processor time", (portal.ProcessorTime - before.Portal) / (first.Events / Limit), (reference.ProcessorTime - before.Reference) / (second.Events / Limit));
                mine.Add(first.Events / first.Took.TotalSeconds);
                bare.Add(second.Events / second.Took.TotalSeconds);
            }
        }

        Report.Ratio("feed", "events/s", Report.Median(mine), Report.Median(bare), 0.5);
    }

    // every page to the end of the feed; the bodies alone are counted
    private static async Task<(long Events, long Bytes, TimeSpan Took)> ReadAsync(int port, string key)
    {
        using var client = await RawClient.ConnectAsync(port);
        var (next, events, bytes, more) = ("0", 0L, 0L, true);
        var started = Stopwatch.GetTimestamp();
        while (more)
        {
            var answer = await client.AskAsync(Encoding.ASCII.GetBytes($"GET /api/v1/events?after={next}&limit={Limit} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n"));
            var tail = answer[answer.LastIndexOf("\"next\":\"", StringComparison.Ordinal)..];
            next = tail[8..tail.IndexOf('"', 8)];
            more = tail.Contains("\"more\":true", StringComparison.Ordinal);
            events = long.Parse(next.Split('.')[0], CultureInfo.InvariantCulture);
            bytes += Encoding.UTF8.GetByteCount(answer.AsSpan(answer.IndexOf("{\"items\"", StringComparison.Ordinal)));
        }

        return (events, bytes, Stopwatch.GetElapsedTime(started));
    }
}
