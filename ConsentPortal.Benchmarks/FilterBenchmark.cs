using System.Diagnostics;
using System.Net;
using System.Text;

namespace ConsentPortal.Benchmarks;

/// <summary><c>filter</c>: every address of the store through the audience filter, lines a second.</summary>
internal static class FilterBenchmark
{
    public static async Task RunAsync(Settings settings)
    {
        await using var scene = await Scene.OpenAsync(settings);
        var lines = Path.Combine(settings.Folder, "addresses.ndjson");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, settings.Points).Select(n => $"\"{Addresses.Of(n)}\""));
        List<double> portal = [], reference = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            portal.Add(await LinesAsync(scene.Portal.Port, scene.Key, lines, settings.Points));
            reference.Add(await LinesAsync(scene.Reference.Port, scene.Key, lines, settings.Points));
        }

        Report.Ratio("filter", "lines/s", Report.Median(portal), Report.Median(reference), 0.60);
    }

    private static async Task<double> LinesAsync(int port, string key, string file, int count)
    {
        using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        await using var body = File.OpenRead(file);
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://127.0.0.1:{port}/api/v1/audience/filter?profile=default&purpose=commercial&channel=email")
        {
            Content = new StreamContent(body, 1 << 16), Version = HttpVersion.Version11,
        };
        request.Headers.Authorization = new("Bearer", key);
        request.Content.Headers.ContentType = new("application/x-ndjson");
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var (lines, tail) = await CountAsync(stream);
        if (lines != count + 1 || !tail.Contains($"\"count\":{count}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The answer is not whole: {lines} lines, closing with {tail}");
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<(int Lines, string Tail)> CountAsync(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var (lines, tail) = (0, "");
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            tail = Encoding.UTF8.GetString(buffer, Math.Max(0, read - 80), Math.Min(80, read));
        }

        return (lines, tail);
    }
}
