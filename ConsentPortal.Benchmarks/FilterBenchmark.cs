using System.Diagnostics;
using System.Net.Sockets;
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

    // in HTTP/1.0 words, so that the answer comes unframed; sent and read at the same time, as a stream wants it
    private static async Task<double> LinesAsync(int port, string key, string file, int count)
    {
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        var started = Stopwatch.GetTimestamp();
        var sending = SendAsync(stream, key, file);
        var (lines, tail) = await CountAsync(stream);
        await sending;
        if (lines != count + 1 || !tail.Contains($"\"count\":{count}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The answer is not whole: {lines} lines, closing with {tail}");
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SendAsync(NetworkStream stream, string key, string file)
    {
        await using var body = File.OpenRead(file);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/audience/filter?profile=default&purpose=commercial&channel=email HTTP/1.0\r\nAuthorization: Bearer {key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n"));
        await body.CopyToAsync(stream, 1 << 16);
    }

    private static async Task<(int Lines, string Tail)> CountAsync(NetworkStream stream)
    {
        var buffer = new byte[1 << 16];
        var (lines, tail, head) = (0, "", true);
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            var part = buffer.AsSpan(0, read);
            if (head)
            {
                part = part[(part.IndexOf("\r\n\r\n"u8) + 4)..]; // the head comes in one piece
                head = false;
            }

            lines += part.Count((byte)'\n');
            tail += Encoding.UTF8.GetString(part[Math.Max(0, part.Length - 80)..]);
            tail = tail[Math.Max(0, tail.Length - 80)..];
        }

        return (lines, tail);
    }
}
