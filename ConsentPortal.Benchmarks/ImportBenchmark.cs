using System.Diagnostics;
using System.Globalization;

namespace ConsentPortal.Benchmarks;

/// <summary><c>import</c>: a file of as many rows as the store has points, into an empty portal, with everything (points, keyed hashes,
/// events, leaf hashes, records, journal, seals), against raw prepared inserts of the same rows.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(Settings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        var file = await FileAsync(settings);
        await RawLoader.PrepareAsync(Path.Combine(settings.Folder, "raw"));
        var raw = Stopwatch.GetTimestamp();
        RawLoader.Run(file, Path.Combine(settings.Folder, "raw"));
        var rawRows = settings.Points / Stopwatch.GetElapsedTime(raw).TotalSeconds;

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw loader: {rawRows:N0} rows/s"));
        var data = Fresh(Path.Combine(settings.Folder, "import"));
        (await Children.VerbAsync(data, "migrate")).Ended.Dispose();
        var started = Stopwatch.GetTimestamp();
        using var process = Children.Begin(data, "import", "consents", file, "--source", "benchmark");
        var memory = await PeakMemoryAsync(process);
        var rows = settings.Points / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Report.Ratio("import", "rows/s", rows, rawRows, 0.40);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"import memory",-22} peak {memory / 1024.0:N0} MB resident   at most 300 MB   {(memory < 300 * 1024 ? "reached" : "MISSED")}"));
    }

    /// <summary>Rows as systems write them: address, purpose, topic, value, date.</summary>
    public static async Task<string> FileAsync(Settings settings)
    {
        var file = Path.Combine(settings.Folder, "import.csv");
        if (!File.Exists(file))
        {
            await using StreamWriter writer = new(file);
            await writer.WriteLineAsync("Email,Purpose,Topic,Consent value,Consent date");
            for (var n = 0; n < settings.Points; n++)
            {
                var when = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(n * 31L % 50_000_000);
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"loaded{n}@{(n % 2 == 0 ? "example.com" : "Contoso.test")},commercial,{(n % 3 == 0 ? "newsletter" : "")},{(n % 5 == 0 ? "opt-out" : "opt-in")},{when:yyyy-MM-ddTHH:mm:ssZ}"));
            }
        }

        return file;
    }

    public static string Fresh(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return folder;
    }

    // kB, as the system counts resident pages at their highest
    private static async Task<long> PeakMemoryAsync(Process process)
    {
        long peak = 0;
        while (!process.HasExited)
        {
            var status = $"/proc/{process.Id}/status";
            if (File.Exists(status) && (await File.ReadAllLinesAsync(status)).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line)
            {
                peak = Math.Max(peak, long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture));
            }

            await Task.Delay(100);
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"import ended with {process.ExitCode}.");
    }
}
