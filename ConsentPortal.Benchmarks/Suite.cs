using System.Globalization;

namespace ConsentPortal.Benchmarks;

/// <summary>The measured promises. Each prints a ratio against a bare reference that ran in the same minute on the same machine;
/// the figures themselves say more about the machine than about the portal.</summary>
internal static class Suite
{
    private static readonly Dictionary<string, Func<Settings, Task>> All = new(StringComparer.Ordinal)
    {
        ["check"] = CheckBenchmark.RunAsync,
        ["check-batch"] = CheckBenchmark.RunBatchAsync,
        ["filter"] = FilterBenchmark.RunAsync,
        ["import"] = ImportBenchmark.RunAsync,
        ["page"] = PageBenchmark.RunAsync,
        ["effect"] = EffectBenchmark.RunAsync,
        ["consents"] = ConsentsBenchmark.RunAsync,
        ["feed"] = FeedBenchmark.RunAsync,
        ["export"] = ExportBenchmark.RunAsync,
        ["webhooks"] = WebhooksBenchmark.RunAsync,
        ["package"] = PackageBenchmark.RunAsync,
        ["dashboard"] = DashboardBenchmark.RunAsync,
        ["one-click"] = PageBenchmark.RunOneClickAsync,
        ["during-import"] = DuringImportBenchmark.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.TakeWhile(a => !a.StartsWith('-')).ToList();
        var chosen = names is [] or ["all"] ? [.. All.Keys] : names;
        if (chosen.Find(n => !All.ContainsKey(n)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"'{unknown}' is no benchmark. There are: {string.Join(", ", All.Keys)}, all.");
            return 1;
        }

        var settings = Settings.Read(args);
        Console.WriteLine($"{settings.Points:N0} contact points, {settings.Points * 2:N0} records, SQLite, {Environment.ProcessorCount} cores, {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        foreach (var name in chosen)
        {
            await All[name](settings);
        }

        return 0;
    }
}

/// <summary>How large and how long.</summary>
internal sealed record Settings(int Points, TimeSpan Time, int Rounds, string Folder)
{
    public static Settings Read(string[] args)
    {
        int Number(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var points = Number("--points", 1_000_000);
        return new(points, TimeSpan.FromSeconds(Number("--seconds", 6)), Number("--rounds", 3), Path.Combine(Path.GetTempPath(), $"consentportal-benchmark-{points}"));
    }
}

/// <summary>One printed line.</summary>
internal static class Report
{
    public static void Ratio(string name, string unit, double portal, double reference, double toReach)
    {
        var ratio = portal / reference;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-22} portal {portal,12:N0} {unit}   reference {reference,12:N0} {unit}   ratio {ratio:0.00}   to reach {toReach:0.00}   {(ratio >= toReach ? "reached" : "MISSED")}"));
    }

    /// <summary>Time on the processor for one call: says on a busy machine, too, where the work is.</summary>
    public static void Work(string name, TimeSpan portal, TimeSpan reference)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} portal {portal.TotalMicroseconds,12:N0} µs/req  reference {reference.TotalMicroseconds,12:N0} µs/req"));

    public static void AtMost(string name, string unit, double measured, double idle, double most)
    {
        var ratio = measured / idle;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-22} loaded {measured,12:N2} {unit}   idle      {idle,12:N2} {unit}   ratio {ratio:0.00}   at most  {most:0.00}   {(ratio <= most ? "reached" : "MISSED")}"));
    }

    /// <summary>The middle of several rounds: neighbours on the machine disturb single ones.</summary>
    public static double Median(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
