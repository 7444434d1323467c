using System.Diagnostics;
using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>dashboard</c>: the figures of the start page against the same counted by a scan, and the counting itself against a bare
/// loop over the events. The figures must agree.</summary>
internal static class DashboardBenchmark
{
    public static async Task RunAsync(Settings settings)
    {
        await using var services = BenchmarkStore.Services(await BenchmarkStore.EnsureAsync(settings));
        await CountAsync(settings, services);
        await ReadAsync(settings, services);
    }

    private static async Task CountAsync(Settings settings, ServiceProvider services)
    {
        var keep = services.GetRequiredService<KeepCounts>();
        await services.GetRequiredService<RebuildCounts>().RunAsync(new(), Actor.System, CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        var events = 0L;
        while (await keep.RunAsync(new(), Actor.System, CancellationToken.None) is { Ok: true, Value: > 0 and var counted })
        {
            events += counted;
        }

        var portal = events / Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        var read = Loop(settings);
        Report.Ratio("dashboard-counting", "events/s", portal, read / Stopwatch.GetElapsedTime(started).TotalSeconds, 0.2);
    }

    private static async Task ReadAsync(Settings settings, ServiceProvider services)
    {
        var figures = services.GetRequiredService<ReadFigures>();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        List<double> portal = [], reference = [];
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var view = (await figures.RunAsync(new(today.AddDays(-29), today), Actor.System, CancellationToken.None)).Value;
            var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            started = Stopwatch.GetTimestamp();
            var (optedIn, optIns) = Scan(settings, today);
            if (round > 0) // the first one warms both
            {
                portal.Add(1 / took);
                reference.Add(1 / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            if (view.Standing.Sum(s => s.OptedIn) != optedIn || view.OptIns != optIns)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The portal says {view.Standing.Sum(s => s.OptedIn)} and {view.OptIns}, the scan {optedIn} and {optIns}."));
            }
        }

        Report.Ratio("dashboard", "pages/s", Report.Median(portal), Report.Median(reference), 20);
    }

    private static (long OptedIn, long OptIns) Scan(Settings settings, DateOnly today)
    {
        using var connection = Open(settings);
        var optedIn = 0L;
        using var records = connection.CreateCommand();
        records.CommandText = "SELECT r.purpose_id, r.topic_id, p.channel, r.status, COUNT(*) FROM consent_records r JOIN contact_points p ON p.id = r.point_id GROUP BY 1, 2, 3, 4";
        using (var reader = records.ExecuteReader())
        {
            while (reader.Read())
            {
                optedIn += reader.GetString(3) == "optedIn" ? reader.GetInt64(4) : 0;
            }
        }

        var optIns = 0L;
        using var events = connection.CreateCommand();
        events.CommandText = "SELECT recorded_at / 864000000000, new_status, actor_kind, COUNT(*) FROM consent_events WHERE applied AND old_status <> new_status AND recorded_at / 864000000000 >= $first GROUP BY 1, 2, 3";
        events.Parameters.AddWithValue("$first", today.AddDays(-29).DayNumber);
        using (var reader = events.ExecuteReader())
        {
            while (reader.Read())
            {
                optIns += reader.GetString(1) == "optedIn" ? reader.GetInt64(3) : 0;
            }
        }

        return (optedIn, optIns);
    }

    // what any reader of all events in order has to do
    private static long Loop(Settings settings)
    {
        using var connection = Open(settings);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT e.sequence, e.recorded_at, e.purpose_id, e.topic_id, p.channel, e.old_status, e.new_status, e.actor_kind, e.source, e.reason FROM consent_events e JOIN contact_points p ON p.id = e.point_id ORDER BY e.sequence";
        using var reader = command.ExecuteReader();
        Dictionary<(long, long, string, string), long> counts = [];
        var read = 0L;
        while (reader.Read())
        {
            var key = (reader.GetInt64(1) / TimeSpan.TicksPerDay, reader.GetInt64(2), reader.GetString(4), reader.GetString(6));
            counts[key] = counts.GetValueOrDefault(key) + 1;
            read++;
        }

        return read;
    }

    private static SqliteConnection Open(Settings settings)
    {
        SqliteConnection connection = new($"Data Source={Path.Combine(BenchmarkStore.DataPath(settings), "consentportal.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }
}
