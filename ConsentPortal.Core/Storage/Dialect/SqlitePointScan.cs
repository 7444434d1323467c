using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Every address from SQLite: three statements walk side by side along the contact point's id.</summary>
internal sealed class SqlitePointScan : IPointScan
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, end, count, points, contacts, records, suppressed;
    private readonly bool addresses;
    private long after;

    public SqlitePointScan(string connectionString, ScanScope scope)
    {
        connection = SqliteConnections.Open(connectionString, "PRAGMA query_only=ON; PRAGMA mmap_size=4294967296; PRAGMA cache_size=-8000;");
        addresses = scope.Addresses;
        begin = new(connection, "BEGIN");
        end = new(connection, "COMMIT");
        count = new(connection, ScanSql.Count);
        points = new(connection, ScanSql.Points("?1", addresses));
        contacts = new(connection, ScanSql.Contacts("?1", "?2"));
        records = new(connection, ScanSql.Records("?1", "?2", scope));
        suppressed = new(connection, ScanSql.Suppressions("?1", "?2"));
        begin.Run();
    }

    public ValueTask<long> CountAsync(CancellationToken ct)
    {
        var found = count.Step() ? count.Long(0) : 0;
        count.Reset();
        return ValueTask.FromResult(found);
    }

    public ValueTask<bool> NextAsync(ScanSlice slice, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        slice.Clear();
        points.Bind(1, after);
        while (points.Step())
        {
            AddPoint(slice);
        }

        points.Reset();
        if (slice.Count == 0)
        {
            return ValueTask.FromResult(false);
        }

        after = slice[slice.Count - 1].Facts.PointId.Value;
        AddContacts(slice);
        AddRecords(slice);
        AddSuppressions(slice);
        return ValueTask.FromResult(true);
    }

    private void AddPoint(ScanSlice slice)
    {
        var point = slice.Add(new(points.Long(0)), points.Word<Channel>(1));
        point.Facts.Restricted = points.Bool(2);
        point.Address = addresses ? points.TextOrNull(3) : null;
    }

    private void AddContacts(ScanSlice slice)
    {
        var at = 0;
        Range(contacts, slice);
        while (contacts.Step())
        {
            var from = contacts.IsNull(8) ? 2 : 9; // a lead that became a contact is ruled by that contact
            if (slice.FactsOf(contacts.Long(0), ref at) is { } facts)
            {
                facts.Contacts.Add(new(new(contacts.Long(1)), contacts.Word<ConsentLevel>(from), contacts.Bool(from + 1), contacts.Bool(from + 2),
                    contacts.Bool(from + 3), contacts.Bool(from + 4), contacts.Bool(from + 5)));
            }
        }

        contacts.Reset();
    }

    private void AddRecords(ScanSlice slice)
    {
        var at = 0;
        Range(records, slice);
        while (records.Step())
        {
            slice.FactsOf(records.Long(0), ref at)?.Records.Add(new(new(records.Long(1)), new(records.Long(2)), new(records.Long(3)), records.Word<ConsentStatus>(4),
                records.Time(5), records.TimeOrNull(6), records.TimeOrNull(7), records.Word<ActorKind>(8), new(records.Long(9))));
        }

        records.Reset();
    }

    private static void Range(SqliteStatement statement, ScanSlice slice)
        => statement.Bind(1, slice[0].Facts.PointId.Value).Bind(2, slice[slice.Count - 1].Facts.PointId.Value);

    private void AddSuppressions(ScanSlice slice)
    {
        var (at, point, last) = (0, 0L, 0L);
        Range(suppressed, slice);
        while (suppressed.Step())
        {
            last = suppressed.Long(0) == point ? last : 0;
            point = suppressed.Long(0);
            if (slice.FactsOf(point, ref at) is { } facts)
            {
                FactMatching.AddSuppression(facts, ref last, suppressed.Long(1), suppressed.Word<SuppressionScope>(2), new(suppressed.Long(3)), suppressed.IsNull(4) ? null : suppressed.Long(4));
            }
        }

        suppressed.Reset();
    }

    public ValueTask DisposeAsync()
    {
        end.Run();
        foreach (var statement in new[] { begin, end, count, points, contacts, records, suppressed })
        {
            statement.Dispose();
        }

        return connection.DisposeAsync();
    }
}
