using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The ledger's statements on PostgreSQL: arrays in, arrays out, a few round trips a batch.</summary>
internal sealed class PostgresLedgerStore(NpgsqlConnection connection) : ILedgerStore
{
    public async ValueTask FindPointsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct)
    {
        await using var command = Command("""
            SELECT a.n, p.id, p.channel, p.key_hash, p.erased_at IS NOT NULL
            FROM unnest($1, $2) WITH ORDINALITY AS a(hash, id, n) JOIN contact_points p ON p.key_hash = a.hash AND p.erased_at IS NULL
            UNION ALL
            SELECT a.n, p.id, p.channel, p.key_hash, p.erased_at IS NOT NULL FROM unnest($1, $2) WITH ORDINALITY AS a(hash, id, n) JOIN contact_points p ON p.id = a.id
            """, drafts.Select(d => d.Id.IsNone ? d.Hash.ToBytes() : []).ToArray(), drafts.Select(d => d.Id.Value).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var draft = drafts[(int)reader.GetInt64(0) - 1];
            draft.Id = new(reader.GetInt64(1));
            draft.Channel = Word.Parse<Channel>(reader.GetString(2));
            draft.Hash = AddressHash.From(reader.GetFieldValue<byte[]>(3));
            draft.IsErased = reader.GetBoolean(4);
        }
    }

    public async ValueTask LoadRecordsAsync(IReadOnlyList<(PointDraft Point, Id<Purpose> Purpose)> wanted, CancellationToken ct)
    {
        await using var command = Command($"""
            SELECT a.n, r.* FROM unnest($1, $2) WITH ORDINALITY AS a(point, purpose, n)
            JOIN (SELECT {LedgerSql.RecordColumns} FROM consent_records) r ON r.point_id = a.point AND r.purpose_id = a.purpose
            """, wanted.Select(w => w.Point.Id.Value).ToArray(), wanted.Select(w => w.Purpose.Value).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            wanted[(int)reader.GetInt64(0) - 1].Point.Records.Add(new()
            {
                PointId = new(reader.GetInt64(1)), PurposeId = new(reader.GetInt64(2)), TopicId = new(reader.GetInt64(3)), ContactId = new(reader.GetInt64(4)),
                Status = Word.Parse<ConsentStatus>(reader.GetString(5)), OccurredAt = reader.GetFieldValue<DateTimeOffset>(6),
                RecordedAt = reader.GetFieldValue<DateTimeOffset>(7), ValidUntil = PostgresEventRow.Time(reader, 8), PausedUntil = PostgresEventRow.Time(reader, 9),
                ActorKind = Word.Parse<ActorKind>(reader.GetString(10)), EventId = new(reader.GetInt64(11)),
            });
        }
    }

    public async ValueTask LoadContactsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct)
    {
        drafts.ToList().ForEach(d => d.Contacts = []);
        await using var command = Command("""
            SELECT a.n, l.contact_id FROM unnest($1) WITH ORDINALITY AS a(point, n) JOIN contact_point_links l ON l.point_id = a.point AND l.held_until IS NULL
            """, drafts.Select(d => d.Id.Value).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            drafts[(int)reader.GetInt64(0) - 1].Contacts!.Add(new(reader.GetInt64(1)));
        }
    }

    // the transaction already holds the ledger's lock (WriteQueue), so the order of these numbers is the order of the commits
    public async ValueTask<long> TakeSequencesAsync(int count, CancellationToken ct)
    {
        await using var command = Command("INSERT INTO counters (name, value) VALUES ('events', $1) ON CONFLICT (name) DO UPDATE SET value = counters.value + $1 RETURNING value", (long)count);
        return (long)(await command.ExecuteScalarAsync(ct))! - count + 1;
    }

    public async ValueTask SaveAsync(LedgerBatch batch, short hashKey, DateTimeOffset now, CancellationToken ct)
    {
        await AddPointsAsync(batch, hashKey, now, ct);
        await AddSideRowsAsync(batch, ct);
        await PostgresEventRow.CopyAsync(connection, batch.Events, ct);
        await SaveRecordsAsync(batch, ct);
        foreach (var text in batch.Wordings)
        {
            await RunAsync("INSERT INTO wordings (sha256, side_row_id, side_row_hash, first_used_at) VALUES ($1, $2, $3, $4)", ct, text.Sha256, text.SideRowId.Value, text.SideRowHash, text.FirstUsedAt);
        }

        foreach (var lift in batch.Lifts)
        {
            await RunAsync("INSERT INTO suppression_lifts (suppression_id, id, purpose_id, event_id, held_from) VALUES ($1, $2, $3, $4, $5)", ct,
                lift.SuppressionId.Value, lift.Id.Value, lift.PurposeId.Value, lift.EventId.Value, lift.From);
        }
    }

    public async ValueTask<ConsentEvent?> FindEventAsync(Id<ContactPoint> point, Id<ConsentEvent> id, CancellationToken ct)
    {
        await using var command = Command($"SELECT {LedgerSql.EventColumns} FROM consent_events WHERE point_id = $1 AND id = $2", point.Value, id.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? PostgresEventRow.Read(reader) : null;
    }

    public async ValueTask<SideRow?> FindSideRowAsync(Id<SideRow> id, CancellationToken ct)
    {
        await using var command = Command("SELECT kind, salt, content, created_at FROM side_rows WHERE id = $1", id.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new SideRow
            {
                Id = id, Kind = Word.Parse<SideRowKind>(reader.GetString(0)), Salt = PostgresEventRow.Bytes(reader, 1),
                Content = reader.IsDBNull(2) ? null : reader.GetString(2), CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
            }
            : null;
    }

    public async ValueTask<Wording?> FindWordingAsync(byte[] sha256, CancellationToken ct)
    {
        await using var command = Command("SELECT side_row_id, side_row_hash, first_used_at FROM wordings WHERE sha256 = $1", sha256);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Wording { Sha256 = sha256, SideRowId = new(reader.GetInt64(0)), SideRowHash = reader.GetFieldValue<byte[]>(1), FirstUsedAt = reader.GetFieldValue<DateTimeOffset>(2) }
            : null;
    }

    public ValueTask WithdrawAsync(IReadOnlyList<Withdrawal> withdrawals, DateTimeOffset now, CancellationToken ct) => new(RunAsync(LedgerSql.WithdrawMany, ct,
        now, withdrawals.Select(w => w.PointId.Value).ToArray(), withdrawals.Select(w => w.PurposeId.Value).ToArray(), withdrawals.Select(w => w.TopicId.Value).ToArray()));

    public async ValueTask<IReadOnlyList<Suppression>> LiftableAsync(AddressHash hash, Id<Purpose> purpose, CancellationToken ct)
    {
        await using var command = Command(LedgerSql.Liftable("$1", "$2"), hash.ToBytes(), purpose.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Suppression> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(new()
            {
                Id = new(reader.GetInt64(0)), Scope = Word.Parse<SuppressionScope>(reader.GetString(1)), Reason = Word.Parse<SuppressionReason>(reader.GetString(2)),
                From = reader.GetFieldValue<DateTimeOffset>(3),
            });
        }

        return found;
    }

    private async Task AddPointsAsync(LedgerBatch batch, short hashKey, DateTimeOffset now, CancellationToken ct)
    {
        if (batch.NewPoints.Count == 0)
        {
            return;
        }

        await using var command = Command("""
            INSERT INTO contact_points (id, channel, address, canonical, key_hash, hash_key, rules_version, created_at)
            SELECT a.id, a.channel, a.address, a.canonical, a.hash, $6, $7, $8 FROM unnest($1, $2, $3, $4, $5) AS a(id, channel, address, canonical, hash)
            """, batch.NewPoints.Select(p => p.Id.Value).ToArray(), batch.NewPoints.Select(p => Word.Of(p.Channel)).ToArray(), batch.NewPoints.Select(p => p.Typed).ToArray(),
            batch.NewPoints.Select(p => p.Key.Canonical).ToArray(), batch.NewPoints.Select(p => p.Hash.ToBytes()).ToArray(), hashKey, ContactPointKey.RulesVersion, now);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task AddSideRowsAsync(LedgerBatch batch, CancellationToken ct)
    {
        if (batch.SideRows.Count == 0)
        {
            return;
        }

        await RunAsync("""
            INSERT INTO side_rows (id, kind, salt, content, created_at) SELECT * FROM unnest($1, $2, $3, $4, $5)
            """, ct, batch.SideRows.Select(r => r.Id.Value).ToArray(), batch.SideRows.Select(r => Word.Of(r.Kind)).ToArray(), batch.SideRows.Select(r => r.Salt!).ToArray(),
            batch.SideRows.Select(r => r.Content!).ToArray(), batch.SideRows.Select(r => r.CreatedAt).ToArray());
    }

    private async Task SaveRecordsAsync(LedgerBatch batch, CancellationToken ct)
    {
        if (batch.Changed.Count == 0)
        {
            return;
        }

        var records = batch.Changed.Select(c => c.Point.Record(c.Purpose, c.Topic, c.Contact)!).ToList();
        await RunAsync($"INSERT INTO consent_records ({LedgerSql.RecordColumns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) {LedgerSql.RecordConflict}", ct,
            records.Select(r => r.PointId.Value).ToArray(), records.Select(r => r.PurposeId.Value).ToArray(), records.Select(r => r.TopicId.Value).ToArray(),
            records.Select(r => r.ContactId.Value).ToArray(), records.Select(r => Word.Of(r.Status)).ToArray(), records.Select(r => r.OccurredAt).ToArray(),
            records.Select(r => r.RecordedAt).ToArray(), records.Select(r => r.ValidUntil).ToArray(), records.Select(r => r.PausedUntil).ToArray(),
            records.Select(r => Word.Of(r.ActorKind)).ToArray(), records.Select(r => r.EventId.Value).ToArray());
    }

    private async Task RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value is DateTimeOffset?[] times
                ? new NpgsqlParameter { Value = times, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
