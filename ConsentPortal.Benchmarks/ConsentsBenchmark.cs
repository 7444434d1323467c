using System.Diagnostics;
using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>consents</c>: a page of the list of records, first and deep, under the filters that are used most, against SQL written by
/// hand for each of them, which names nobody and knows no rulebook. Both must find the same rows; a deep page must not cost more than the first.</summary>
internal static class ConsentsBenchmark
{
    private const int Take = 50, Pages = 40;

    public static async Task RunAsync(Settings settings)
    {
        await using var services = BenchmarkStore.Services(await BenchmarkStore.EnsureAsync(settings));
        var rules = await services.GetRequiredService<Rulebooks>().FreshAsync(CancellationToken.None);
        var find = services.GetRequiredService<FindConsents>();
        await using SqliteConnection connection = new($"Data Source={Path.Combine(BenchmarkStore.DataPath(settings), "consentportal.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var middle = Middle(connection);
        foreach (var (name, filter, where) in Filters(rules, connection))
        {
            var first = await CompareAsync($"consents {name}", settings, find, connection, filter, where, null);
            if (name != "address")
            {
                var deep = await CompareAsync($"consents {name}, deep", settings, find, connection, filter, where, middle);
                Report.AtMost("  deep, against first", "ms", 1000 / deep, 1000 / first, 2);
            }
        }

        await CountAsync(find, Filters(rules, connection));
    }

    private static List<(string Name, ConsentFilter Filter, string Where)> Filters(Rulebook rules, SqliteConnection connection)
    {
        var purpose = rules.Purpose("commercial")!;
        var (id, topic, point) = (purpose.Id.Value, purpose.Topics[0].Id.Value, ReferenceList.Scalar(connection, "SELECT point_id FROM consent_records LIMIT 1"));
        return
        [
            ("all", new(), "r.status IN ('optedIn', 'optedOut')"),
            ("status", new() { Status = ConsentStatus.OptedOut }, "r.status = 'optedOut'"),
            ("purpose + status", new() { PurposeId = purpose.Id, Status = ConsentStatus.OptedIn }, FormattableString.Invariant($"r.purpose_id = {id} AND r.status = 'optedIn'")),
            ("topic", new() { PurposeId = purpose.Id, TopicId = purpose.Topics[0].Id }, FormattableString.Invariant($"r.purpose_id = {id} AND r.topic_id = {topic}")),
            ("channel + status", new() { Channel = Channel.Email, Status = ConsentStatus.OptedOut }, "r.status = 'optedOut' AND p.channel = 'email'"),
            ("source", new() { PurposeId = purpose.Id, Status = ConsentStatus.OptedOut, Source = "benchmark" }, FormattableString.Invariant($"r.purpose_id = {id} AND r.status = 'optedOut' AND e.source = 'benchmark'")),
            ("address", new() { Points = [new(point)] }, FormattableString.Invariant($"r.point_id = {point}")),
        ];
    }

    // answers pages a second
    private static async Task<double> CompareAsync(string name, Settings settings, FindConsents find, SqliteConnection connection, ConsentFilter filter, string where, (long At, long Event)? after)
    {
        var cursor = after is { } at ? FormattableString.Invariant($"{at.At}.{at.Event}") : null;
        using var command = ReferenceList.Command(connection, where, after, Take);
        List<double> portal = [], reference = [];
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var (found, took) = await TimeAsync(async () => (await find.RunAsync(new(filter, cursor, Take: Take), Actor.System, CancellationToken.None)).Value.Rows.Select(r => r.EventId.Value).ToList());
            var (expected, tookByHand) = await TimeAsync(() => Task.FromResult(ReferenceList.Read(command)));
            if (!expected.SequenceEqual(found))
            {
                throw new InvalidOperationException($"{name}: the portal finds {found.Count} rows, the SQL {expected.Count}, or others.");
            }

            if (round > 0) // the first one warms both
            {
                portal.Add(Pages / took.TotalSeconds);
                reference.Add(Pages / tookByHand.TotalSeconds);
            }
        }

        Report.Ratio(name, "pages/s", Report.Median(portal), Report.Median(reference), name.EndsWith("address", StringComparison.Ordinal) ? 0 : 0.03); // two rows by key: nothing to compare but what every page costs
        return Report.Median(portal);
    }

    private static async Task<(List<long> Found, TimeSpan Took)> TimeAsync(Func<Task<List<long>>> page)
    {
        var started = Stopwatch.GetTimestamp();
        List<long> found = [];
        for (var n = 0; n < Pages; n++)
        {
            found = await page();
        }

        return (found, Stopwatch.GetElapsedTime(started));
    }

    // no promise beyond "never a whole table": what the number above the list costs
    private static async Task CountAsync(FindConsents find, List<(string Name, ConsentFilter Filter, string Where)> filters)
    {
        foreach (var (name, filter, _) in filters)
        {
            await find.CountAsync(filter, Actor.System, CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            var count = (await find.CountAsync(filter, Actor.System, CancellationToken.None)).Value;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  count of {name}: {count:N0} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N1} ms"));
        }
    }

    private static (long At, long Event) Middle(SqliteConnection connection)
    {
        var point = ReferenceList.Scalar(connection, "SELECT point_id FROM consent_records WHERE point_id >= (SELECT (MIN(id) + MAX(id)) / 2 FROM contact_points) LIMIT 1");
        return (ReferenceList.Scalar(connection, FormattableString.Invariant($"SELECT recorded_at FROM consent_records WHERE point_id = {point} LIMIT 1")), ReferenceList.Scalar(connection, FormattableString.Invariant($"SELECT event_id FROM consent_records WHERE point_id = {point} LIMIT 1")));
    }
}
