using Microsoft.Data.Sqlite;

namespace ConsentPortal.Benchmarks;

/// <summary>A page of records in SQL written by hand for one filter, by somebody who knows which purposes and statuses the store has: the same
/// columns, the same indexes, prepared once.</summary>
internal static class ReferenceList
{
    private const string Columns = "r.point_id, r.purpose_id, r.topic_id, r.status, r.occurred_at, r.recorded_at AS recorded_at, r.valid_until, r.paused_until, r.actor_kind, r.event_id AS event_id, p.channel, p.address, p.canonical, e.action, e.source";
    private const string Joined = "FROM consent_records r JOIN contact_points p ON p.id = r.point_id JOIN consent_events e ON e.point_id = r.point_id AND e.id = r.event_id";
    private static readonly string[] Statuses = ["optedIn", "optedOut"];
    private const int ColumnCount = 15, EventId = 9;

    public static SqliteCommand Command(SqliteConnection connection, string where, (long At, long Event)? after, int take)
    {
        var cursor = after is { } at ? FormattableString.Invariant($" AND r.recorded_at <= {at.At} AND (r.recorded_at < {at.At} OR r.event_id < {at.Event})") : "";
        string Page(string narrowed) => FormattableString.Invariant($"SELECT {Columns} {Joined} WHERE {narrowed} AND {where}{cursor} ORDER BY r.recorded_at DESC, r.event_id DESC LIMIT {take}");
        var streams = from p in Purposes(connection)
                      from s in Statuses
                      select $"SELECT * FROM ({Page(FormattableString.Invariant($"r.purpose_id = {p} AND r.status = '{s}'"))})";
        var command = connection.CreateCommand();
        command.CommandText = where.StartsWith("r.point_id", StringComparison.Ordinal) ? Page("1 = 1")
            : FormattableString.Invariant($"{string.Join(" UNION ALL ", streams)} ORDER BY recorded_at DESC, event_id DESC LIMIT {take}");
        command.Prepare();
        return command;
    }

    /// <summary>The ids of the events behind the rows.</summary>
    public static List<long> Read(SqliteCommand command)
    {
        List<long> events = [];
        var values = new object[ColumnCount];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            reader.GetValues(values);
            events.Add((long)values[EventId]);
        }

        return events;
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static List<long> Purposes(SqliteConnection connection)
    {
        List<long> purposes = [];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT purpose_id FROM consent_records";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            purposes.Add(reader.GetInt64(0));
        }

        return purposes;
    }
}
