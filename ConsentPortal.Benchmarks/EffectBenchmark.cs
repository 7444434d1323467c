using System.Diagnostics;
using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>effect</c>: how many addresses a stricter model would stop, for a purpose and its topics, against SQL written by hand for
/// this one change. Both must count the same.</summary>
internal static class EffectBenchmark
{
    public static async Task RunAsync(Settings settings)
    {
        await using var services = BenchmarkStore.Services(await BenchmarkStore.EnsureAsync(settings));
        var rules = await services.GetRequiredService<Rulebooks>().FreshAsync(CancellationToken.None);
        var (profile, purpose) = (rules.Profile("default")!, rules.Purpose("commercial")!);
        var change = SetEnforcement.Change(new(profile.Id, profile.Version, [new(purpose.Id, Channel.Email, EnforcementModel.Restrictive)]));
        var preview = services.GetRequiredService<PreviewEffect>();
        List<double> portal = [], reference = [];
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var counted = (await preview.RunAsync(new(change), Actor.System, null, CancellationToken.None)).Value.Rows.Select(r => r.Stops).ToList();
            var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            started = Stopwatch.GetTimestamp();
            var expected = Count(settings, purpose);
            if (round > 0) // the first one warms both
            {
                portal.Add(settings.Points / took);
                reference.Add(settings.Points / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            if (!expected.SequenceEqual(counted))
            {
                throw new InvalidOperationException($"The portal counts {string.Join(", ", counted)}, the SQL {string.Join(", ", expected)}.");
            }
        }

        Report.Ratio("effect", "points/s", Report.Median(portal), Report.Median(reference), 1 / 1.5);
    }

    private static List<long> Count(Settings settings, Purpose purpose)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(BenchmarkStore.DataPath(settings), "consentportal.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA mmap_size=4294967296; PRAGMA cache_size=-8000";
        command.ExecuteNonQuery();
        command.CommandText = Sql(purpose);
        command.Parameters.AddWithValue("$now", DateTimeOffset.UtcNow.UtcTicks);
        using var reader = command.ExecuteReader();
        reader.Read();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64)];
    }

    // who gets it now because nothing is known, and would need a yes: nobody whom something else stops already
    private static string Sql(Purpose purpose)
    {
        var (id, topics) = (purpose.Id.Value.ToString(CultureInfo.InvariantCulture), purpose.Topics.ConvertAll(t => t.Id.Value.ToString(CultureInfo.InvariantCulture)));
        string Yes(string record) => $"({record}.status = 'optedIn' AND ({record}.valid_until IS NULL OR {record}.valid_until > $now))";
        string No(string record) => $"{record}.status = 'optedOut'";
        string Paused(string record) => $"{record}.paused_until > $now";
        var counted = topics.Select((_, i) => $"SUM((NOT {No("p")}) IS NOT 0 AND (NOT {No($"t{i}")}) IS NOT 0 AND {Yes($"t{i}")} IS NOT 1 AND {Paused("p")} IS NOT 1 AND {Paused($"t{i}")} IS NOT 1)")
            .Prepend($"SUM((NOT {No("p")}) IS NOT 0 AND {Yes("p")} IS NOT 1 AND {Paused("p")} IS NOT 1)");
        return $"""
            SELECT {string.Join(", ", counted)} FROM contact_points c
            LEFT JOIN consent_records p ON p.point_id = c.id AND p.purpose_id = {id} AND p.topic_id = 0 AND p.contact_id = 0
            {string.Join('\n', topics.Select((t, i) => $"LEFT JOIN consent_records t{i} ON t{i}.point_id = c.id AND t{i}.purpose_id = {id} AND t{i}.topic_id = {t} AND t{i}.contact_id = 0"))}
            WHERE c.channel = 'email' AND c.erased_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM restrictions r WHERE r.point_id = c.id AND r.held_until IS NULL)
              AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.key_hash = c.key_hash AND s.held_until IS NULL)
              AND NOT EXISTS (SELECT 1 FROM contact_point_links l JOIN contact_states s ON s.contact_id = l.contact_id AND s.held_until IS NULL
                              WHERE l.point_id = c.id AND l.held_until IS NULL AND (s.child OR s.do_not_bulk OR s.do_not_mail))
            """;
    }
}
