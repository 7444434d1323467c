using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The ledger from PostgreSQL, on one connection; what must agree is read in one repeatable-read snapshot.</summary>
internal sealed class PostgresLedgerReader(NpgsqlDataSource source) : ILedgerReader
{
    private NpgsqlConnection? connection;

    public async ValueTask<LedgerHead> HeadAsync(CancellationToken ct)
    {
        await using var command = await CommandAsync(LedgerSql.Head, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    public async ValueTask<IReadOnlyList<LedgerEntry>> LeavesAsync(long after, int most, CancellationToken ct)
    {
        await using var command = await CommandAsync("SELECT sequence, leaf_hash FROM consent_events WHERE sequence > $1 ORDER BY sequence LIMIT $2", ct, after, (long)most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<LedgerEntry> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<ReadEvent>> EventsAsync(long first, long last, CancellationToken ct)
        => await EventsAsync("sequence BETWEEN $1 AND $2 ORDER BY sequence", first, last, ct);

    public async ValueTask<PointSlice?> PointsAsync(Id<ContactPoint> after, CancellationToken ct)
    {
        await using var probe = await CommandAsync($"""
            SELECT LEAST((SELECT point_id FROM consent_events WHERE point_id > $1 ORDER BY point_id, id LIMIT 1 OFFSET {LedgerReaders.SliceEvents}),
                         (SELECT point_id FROM consent_records WHERE point_id > $1 ORDER BY point_id LIMIT 1 OFFSET {LedgerReaders.SliceEvents}))
            """, ct, after.Value);
        var upper = await probe.ExecuteScalarAsync(ct) as long? ?? long.MaxValue;
        await using var snapshot = await connection!.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        PointSlice slice = new(new(upper), await EventsAsync("point_id > $1 AND point_id <= $2 ORDER BY point_id, sequence", after.Value, upper, ct), await RecordsAsync(after.Value, upper, ct));
        await snapshot.CommitAsync(ct);
        return slice is { Events.Count: 0, Records.Count: 0 } ? null : slice;
    }

    public async ValueTask<IReadOnlyList<ReadSideRow>> SideRowsAsync(IReadOnlyList<Id<SideRow>> ids, CancellationToken ct)
    {
        await using var command = await CommandAsync("""
            SELECT a.id, s.kind, s.salt, s.content, e.id IS NOT NULL FROM unnest($1) WITH ORDINALITY AS a(id, n)
            LEFT JOIN side_rows s ON s.id = a.id LEFT JOIN side_row_erasures e ON e.id = a.id ORDER BY a.n
            """, ct, ids.Select(i => i.Value).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<ReadSideRow> found = new(ids.Count);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(new(reader.GetInt64(0)), reader.IsDBNull(1) ? null : reader.GetString(1), PostgresEventRow.Bytes(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetBoolean(4)));
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<SideRowOwner>> AuditAsync(long after, int most, CancellationToken ct)
    {
        await using var command = await CommandAsync(LedgerSql.Audit("$1", "$2"), ct, after, (long)most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<SideRowOwner> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetInt64(0), new(reader.GetInt64(1)), PostgresEventRow.Bytes(reader, 2)));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<List<ReadEvent>> EventsAsync(string where, long from, long to, CancellationToken ct)
    {
        await using var command = await CommandAsync($"SELECT {LedgerSql.EventColumns} FROM consent_events WHERE {where}", ct, from, to);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<ReadEvent> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetInt64(2), new(reader.GetInt64(0)), new(reader.GetInt64(1)), LedgerReaders.Try(() => PostgresEventRow.Read(reader))));
        }

        return found;
    }

    private async Task<List<ReadRecord>> RecordsAsync(long after, long upper, CancellationToken ct)
    {
        await using var command = await CommandAsync($"SELECT {LedgerSql.RecordColumns} FROM consent_records WHERE point_id > $1 AND point_id <= $2 ORDER BY point_id", ct, after, upper);
        await using var r = await command.ExecuteReaderAsync(ct);
        List<ReadRecord> found = [];
        while (await r.ReadAsync(ct))
        {
            RecordKey key = new(new(r.GetInt64(0)), new(r.GetInt64(1)), new(r.GetInt64(2)), new(r.GetInt64(3)));
            found.Add(new(key, LedgerReaders.Try(() => new ConsentRecord
            {
                PointId = key.PointId, PurposeId = key.PurposeId, TopicId = key.TopicId, ContactId = key.ContactId, Status = Word.Parse<ConsentStatus>(r.GetString(4)),
                OccurredAt = r.GetFieldValue<DateTimeOffset>(5), RecordedAt = r.GetFieldValue<DateTimeOffset>(6), ValidUntil = PostgresEventRow.Time(r, 7),
                PausedUntil = PostgresEventRow.Time(r, 8), ActorKind = Word.Parse<ActorKind>(r.GetString(9)), EventId = new(r.GetInt64(10)),
            })));
        }

        return found;
    }

    private async Task<NpgsqlCommand> CommandAsync(string sql, CancellationToken ct, params object[] values)
    {
        connection ??= await source.OpenConnectionAsync(ct);
        NpgsqlCommand command = new(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
