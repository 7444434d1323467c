using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ConsentPortal.Benchmarks;

/// <summary><c>during-import</c>: checks a second and the 99th percentile of one-click unsubscribes while the portal's own worker loads a
/// file, against the same portal at rest.</summary>
internal static class DuringImportBenchmark
{
    private const int Clicks = 50_000, ClickConnections = 4;

    public static async Task RunAsync(Settings settings)
    {
        var filled = await BenchmarkStore.EnsureAsync(settings);
        var data = ImportBenchmark.Fresh(Path.Combine(settings.Folder, "busy"));
        Copy(filled, data);
        var file = await ImportBenchmark.FileAsync(settings);
        var (key, ended) = await Children.VerbAsync(data, "api-key", "create", "--name", $"busy {DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}", "--scope", "consent:check");
        ended.Dispose();
        await using var portal = await Children.PortalAsync(data);
        var (checks, clicks) = (Checks(settings, key), await TokensAsync(portal.Port, key));

        await MeasureAsync(portal.Port, TimeSpan.FromSeconds(3), checks, clicks.AsMemory(0, 2000));
        var idle = await MeasureAsync(portal.Port, settings.Time, checks, clicks.AsMemory(2000, 24_000));
        using var import = Children.Begin(data, "import", "consents", file, "--source", "benchmark");
        await Task.Delay(TimeSpan.FromSeconds(4)); // let it copy the file and begin to write
        var busy = await MeasureAsync(portal.Port, settings.Time, checks, clicks.AsMemory(26_000, 24_000));
        if (import.HasExited)
        {
            throw new InvalidOperationException("The import was over before the measurement; take more --points or fewer --seconds.");
        }

        import.Kill();
        Report.Ratio("during-import check", "req/s", busy.Checks, idle.Checks, 0.5);
        Report.AtMost("during-import p99", "ms", busy.P99, idle.P99, 5);
    }

    private static async Task<(double Checks, double P99)> MeasureAsync(int port, TimeSpan time, byte[][] checks, ReadOnlyMemory<byte[]> clicks)
    {
        var check = await Load.RunAsync(port, 32, time, (c, n) => checks[(int)((uint)(c * 15485863 + n) % (uint)checks.Length)]);
        var next = -1;
        var click = await Load.RunAsync(port, ClickConnections, TimeSpan.FromSeconds(3), (_, _) => clicks.Span[Interlocked.Increment(ref next) % clicks.Length]);
        return (check.PerSecond, click.Percentile(0.99));
    }

    private static byte[][] Checks(Settings settings, string key) =>
        [.. Enumerable.Range(0, 20_000).Select(n => RawClient.Post("/api/v1/consent/check",
            $"{{\"profile\":\"default\",\"purpose\":\"commercial\",\"topic\":\"newsletter\",\"channel\":\"email\",\"items\":[{{\"ref\":\"1\",\"address\":\"{Addresses.Of(Addresses.Next(n % 97, n, settings.Points))}\"}}]}}", key))];

    // every click is somebody else's, so that each of them writes
    private static async Task<byte[][]> TokensAsync(int port, string key)
    {
        List<byte[]> clicks = [];
        using HttpClient client = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        for (var from = 0; from < Clicks; from += 1000)
        {
            var addresses = string.Join(',', Enumerable.Range(from, 1000).Select(n => $"\"clicker{n}@example.com\""));
            using StringContent body = new($"{{\"profile\":\"default\",\"purpose\":\"commercial\",\"channel\":\"email\",\"addresses\":[{addresses}]}}", System.Text.Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/api/v1/links", UriKind.Relative), body);
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            clicks.AddRange(json.RootElement.GetProperty("items").EnumerateArray()
                .Select(i => RawClient.Post(new Uri(i.GetProperty("unsubscribeUrl").GetString()!).AbsolutePath, "List-Unsubscribe=One-Click", type: "application/x-www-form-urlencoded")));
        }

        return [.. clicks];
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
