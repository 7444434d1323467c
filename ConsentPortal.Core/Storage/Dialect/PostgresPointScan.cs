using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Every address from PostgreSQL: three statements a slice, in one repeatable-read snapshot.</summary>
internal sealed class PostgresPointScan(NpgsqlDataSource source, ScanScope scope) : IPointScan
{
    private NpgsqlConnection? connection;
    private long after;

    public async ValueTask<long> CountAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = new(ScanSql.Count, await ConnectionAsync(ct));
        return await command.ExecuteScalarAsync(ct) as long? ?? 0;
    }

    public async ValueTask<bool> NextAsync(ScanSlice slice, CancellationToken ct)
    {
        await ConnectionAsync(ct);
        slice.Clear();
        await ReadAsync(ScanSql.Points("$1", scope.Addresses), reader => AddPoint(slice, reader), ct, after);
        if (slice.Count == 0)
        {
            return false;
        }

        var (first, at) = (slice[0].Facts.PointId.Value, 0);
        after = slice[slice.Count - 1].Facts.PointId.Value;
        await ReadAsync(ScanSql.Contacts("$1", "$2"), reader => AddContact(slice.FactsOf(reader.GetInt64(0), ref at), reader), ct, first, after);
        at = 0;
        await ReadAsync(ScanSql.Records("$1", "$2", scope), reader => AddRecord(slice.FactsOf(reader.GetInt64(0), ref at), reader), ct, first, after);
        await AddSuppressionsAsync(slice, first, ct);
        return true;
    }

    private void AddPoint(ScanSlice slice, NpgsqlDataReader reader)
    {
        var point = slice.Add(new(reader.GetInt64(0)), Word.Parse<Channel>(reader.GetString(1)));
        point.Facts.Restricted = reader.GetBoolean(2);
        point.Address = scope.Addresses && !reader.IsDBNull(3) ? reader.GetString(3) : null;
    }

    private static void AddContact(PointFacts? facts, NpgsqlDataReader reader)
    {
        var from = reader.IsDBNull(8) ? 2 : 9; // a lead that became a contact is ruled by that contact
        facts?.Contacts.Add(new(new(reader.GetInt64(1)), Word.Parse<ConsentLevel>(reader.GetString(from)), reader.GetBoolean(from + 1), reader.GetBoolean(from + 2),
            reader.GetBoolean(from + 3), reader.GetBoolean(from + 4), reader.GetBoolean(from + 5)));
    }

    private static void AddRecord(PointFacts? facts, NpgsqlDataReader reader)
        => facts?.Records.Add(new(new(reader.GetInt64(1)), new(reader.GetInt64(2)), new(reader.GetInt64(3)), Word.Parse<ConsentStatus>(reader.GetString(4)),
            reader.GetFieldValue<DateTimeOffset>(5), Time(reader, 6), Time(reader, 7), Word.Parse<ActorKind>(reader.GetString(8)), new(reader.GetInt64(9))));

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private Task AddSuppressionsAsync(ScanSlice slice, long first, CancellationToken ct)
    {
        var (at, point, last) = (0, 0L, 0L);
        return ReadAsync(ScanSql.Suppressions("$1", "$2"), reader =>
        {
            last = reader.GetInt64(0) == point ? last : 0;
            point = reader.GetInt64(0);
            if (slice.FactsOf(point, ref at) is { } facts)
            {
                FactMatching.AddSuppression(facts, ref last, reader.GetInt64(1), Word.Parse<SuppressionScope>(reader.GetString(2)), new(reader.GetInt64(3)), reader.IsDBNull(4) ? null : reader.GetInt64(4));
            }
        }, ct, first, after);
    }

    private async Task ReadAsync(string sql, Action<NpgsqlDataReader> row, CancellationToken ct, params long[] values)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            row(reader);
        }
    }

    private async ValueTask<NpgsqlConnection> ConnectionAsync(CancellationToken ct)
    {
        if (connection is null)
        {
            connection = await source.OpenConnectionAsync(ct);
            await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        }

        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync(); // and with it the snapshot
        }
    }
}
