using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Benchmarks;

/// <summary>Whole lists in SQL written by hand by somebody who knows what the store holds: one prepared statement a list, read to its end, each
/// cell written with the portal's own writer of rows.</summary>
internal sealed class ReferenceExport(SqliteConnection connection)
{
    private const int Portion = 1 << 16;

    private const string Consents = """
        SELECT p.address, p.channel, e.profile_id, r.purpose_id, r.topic_id, r.status, r.occurred_at, r.recorded_at, r.valid_until, r.paused_until, e.confirmed_at, e.source, e.id, e.actor_kind, e.actor_id,
               e.action, e.reason, e.wording_version, e.wording_language, e.import_batch, e.doubtful, r.point_id
        FROM consent_records r JOIN consent_events e ON e.point_id = r.point_id AND e.id = r.event_id JOIN contact_points p ON p.id = r.point_id
        ORDER BY r.point_id, r.purpose_id, r.topic_id, r.contact_id
        """;

    private const string Contacts = """
        SELECT c.external_id, c.kind, c.first_name, c.last_name, c.job_title, a.name, c.language, p.address, s.level, s.child, s.do_not_track, s.do_not_bulk, s.do_not_mail, s.do_not_phone, c.created_at, c.changed_at, c.id, s.restricted
        FROM contacts c JOIN contact_states s ON s.contact_id = c.id AND s.held_until IS NULL LEFT JOIN accounts a ON a.id = c.account_id
        LEFT JOIN contact_point_links l ON l.contact_id = c.id AND l.held_until IS NULL LEFT JOIN contact_points p ON p.id = l.point_id AND p.erased_at IS NULL
        ORDER BY c.id
        """;

    private readonly Dictionary<long, string> codes = new[] { "compliance_profiles", "purposes", "topics" }.SelectMany(t => Codes(connection, t)).ToDictionary(c => c.Id, c => c.Code);

    public long Write(ExportWhat what, ExportFormat format, Stream to)
    {
        using var command = connection.CreateCommand();
        command.CommandText = what == ExportWhat.Consents ? Consents : Contacts;
        command.Prepare();
        var rows = RowWriter.Of(format, what == ExportWhat.Consents ? [.. ConsentColumns.OfRecords.Select(c => c.Name)] : ContactLine.FixedColumns);
        long count = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Begin();
            if (what == ExportWhat.Consents)
            {
                Consent(reader, rows);
            }
            else
            {
                Person(reader, rows);
            }

            rows.End();
            count++;
            if (rows.Written.Length >= Portion)
            {
                to.Write(rows.Written.Span);
                rows.Clear();
            }
        }

        to.Write(rows.Written.Span);
        return count;
    }

    private void Consent(SqliteDataReader r, RowWriter to)
    {
        to.Text(Some(r, 0));
        to.Plain(r.GetString(1));
        to.Plain(codes[r.GetInt64(2)]);
        to.Plain(codes[r.GetInt64(3)]);
        to.Plain(codes.GetValueOrDefault(r.GetInt64(4), ""));
        var status = r.GetString(5);
        to.Either(status == "optedIn" ? "opted in" : "opted out", status);
        to.Plain(status);
        for (var at = 6; at <= 10; at++)
        {
            to.At(Time(r, at));
        }

        to.Text(r.GetString(11));
        to.Text("");
        to.Whole(r.GetInt64(12));
        to.Plain(r.GetString(13));
        to.Text(r.GetString(14));
        to.Plain(r.GetString(15));
        to.Text(r.GetString(16));
        to.Text(r.GetString(17));
        to.Text(r.GetString(18));
        to.Whole(r.GetInt64(19) is not 0 and var batch ? batch : null);
        to.Flag(r.GetBoolean(20));
        to.Whole(r.GetInt64(21));
    }

    private static void Person(SqliteDataReader r, RowWriter to)
    {
        for (var at = 0; at <= 6; at++)
        {
            to.Text(Some(r, at));
        }

        to.Texts([r.GetString(7)]);
        for (var other = 0; other < 4; other++)
        {
            to.Texts([]);
        }

        to.Number((int)Word.Parse<ConsentLevel>(r.GetString(8)));
        to.Flag(r.GetBoolean(9));
        to.Text("");
        to.Flag(!r.GetBoolean(10));
        for (var at = 11; at <= 13; at++)
        {
            to.Flag(r.GetBoolean(at));
        }

        to.Text("");
        to.Flag(r.GetBoolean(17));
        to.Json(null);
        to.At(Time(r, 14));
        to.At(Time(r, 15));
        to.Whole(r.GetInt64(16));
    }

    private static string? Some(SqliteDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static DateTimeOffset? Time(SqliteDataReader r, int at) => r.IsDBNull(at) ? null : new(r.GetInt64(at), TimeSpan.Zero);

    internal static IEnumerable<(long Id, string Code)> Codes(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, code FROM {table}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), reader.GetString(1));
        }
    }
}
