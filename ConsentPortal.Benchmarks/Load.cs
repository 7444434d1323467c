using System.Diagnostics;

namespace ConsentPortal.Benchmarks;

/// <summary>What a load gave: answers a second, and how long they took.</summary>
internal sealed record LoadResult(double PerSecond, double[] Milliseconds)
{
    public double Percentile(double share) => Milliseconds.Length == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}

/// <summary>So many connections, each with one request under way, for so long.</summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(int port, int connections, TimeSpan time, Func<int, int, byte[]> request)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => OneAsync(port, c, until, request))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var times = runs.SelectMany(r => r).Order().ToArray();
        return new(times.Length / seconds, times);
    }

    private static async Task<List<double>> OneAsync(int port, int connection, long until, Func<int, int, byte[]> request)
    {
        using var client = await RawClient.ConnectAsync(port);
        List<double> times = new(1 << 16);
        for (var n = 0; Stopwatch.GetTimestamp() < until; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await client.SendAsync(request(connection, n));
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}
