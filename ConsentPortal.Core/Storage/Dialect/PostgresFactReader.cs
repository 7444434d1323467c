using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Facts from PostgreSQL: a batch is two round trips in one repeatable-read snapshot, whatever its size, because a round trip
/// costs more than the rows.</summary>
internal sealed class PostgresFactReader(NpgsqlDataSource source) : IFactReader
{
    private readonly PostgresLinkReader link = new(source);

    public ValueTask<LinkFacts> ReadLinkAsync(Id<ContactPoint> point, AddressHasher hasher, DateTimeOffset now, CancellationToken ct) => link.ReadAsync(point, hasher, now, ct);

    public async ValueTask ReadAsync(FactBatch batch, RuleQuestion question, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var named = await ReadPointsAsync(connection, batch, question.At, ct);
        await ReadRestAsync(connection, batch, question, ct);
        await snapshot.CommitAsync(ct);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Contact is not null || !batch[i].ContactId.IsNone)
            {
                FactMatching.MatchContact(batch.Facts(i), batch[i].Contact is { } external ? named.GetValueOrDefault(external) : batch[i].ContactId);
            }
        }
    }

    // round trip 1: the rulebook's version, the points, the contacts that were named
    private static async Task<Dictionary<string, Id<Contact>>> ReadPointsAsync(NpgsqlConnection connection, FactBatch batch, DateTimeOffset? at, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(new($"SELECT value FROM stamps WHERE name = '{PortalDb.RulebookStamp}'"));
        Add(commands, FactSql.Points(at is not null), at, [.. Asks(batch).Select(a => a.PointId.IsNone ? a.Hash.ToBytes() : [])], [.. Asks(batch).Select(a => a.PointId.Value)]);
        Add(commands, FactSql.Named(at is not null), at, (string[])[.. Asks(batch).Select(a => a.Contact).OfType<string>()]);
        await using var reader = await commands.ExecuteReaderAsync(ct);
        batch.RulebookVersion = await reader.ReadAsync(ct) ? reader.GetInt64(0) : 0;
        for (var i = 0; i < batch.Count; i++)
        {
            batch.Facts(i).Clear();
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var facts = batch.Facts((int)reader.GetInt64(0) - 1);
            facts.PointId = new(reader.GetInt64(1));
            facts.Restricted = reader.GetBoolean(2);
        }

        Dictionary<string, Id<Contact>> named = new(StringComparer.Ordinal);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            named[reader.GetString(0)] = new(reader.GetInt64(1));
        }

        return named;
    }

    // round trip 2: suppressions by hash; contacts and records by point
    private static async Task ReadRestAsync(NpgsqlConnection connection, FactBatch batch, RuleQuestion question, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        var points = Enumerable.Range(0, batch.Count).Select(i => batch.Facts(i).PointId.Value).ToArray();
        Add(commands, FactSql.Suppressions(question.At is not null), question.At, [.. Asks(batch).Select(a => a.Hash.IsEmpty ? [] : a.Hash.ToBytes())], points);
        Add(commands, FactSql.Contacts(question.At is not null), question.At, points);
        Add(commands, FactSql.Records(question.At is not null), question.At, points, question.EveryPurpose ? [] : [question.PurposeId.Value, question.Tracking?.PurposeId.Value ?? 0]);
        await using var reader = await commands.ExecuteReaderAsync(ct);
        var (last, lastRow) = (0L, 0L);
        while (await reader.ReadAsync(ct))
        {
            last = reader.GetInt64(0) == lastRow ? last : 0;
            lastRow = reader.GetInt64(0);
            FactMatching.AddSuppression(batch.Facts((int)lastRow - 1), ref last, reader.GetInt64(1), Word.Parse<SuppressionScope>(reader.GetString(2)),
                new(reader.GetInt64(3)), reader.IsDBNull(4) ? null : reader.GetInt64(4));
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var from = reader.IsDBNull(8) ? 2 : 9; // a lead that became a contact is ruled by that contact
            batch.Facts((int)reader.GetInt64(0) - 1).Contacts.Add(new(new(reader.GetInt64(1)), Word.Parse<ConsentLevel>(reader.GetString(from)), reader.GetBoolean(from + 1),
                reader.GetBoolean(from + 2), reader.GetBoolean(from + 3), reader.GetBoolean(from + 4), reader.GetBoolean(from + 5)));
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            RecordFact fact = new(new(reader.GetInt64(1)), new(reader.GetInt64(2)), new(reader.GetInt64(3)), Word.Parse<ConsentStatus>(reader.GetString(4)),
                reader.GetFieldValue<DateTimeOffset>(5), Time(reader, 6), Time(reader, 7), Word.Parse<ActorKind>(reader.GetString(8)), new(reader.GetInt64(9)));
            FactMatching.AddRecord(batch.Facts((int)reader.GetInt64(0) - 1), fact, question.At is not null, reader.GetBoolean(10));
        }
    }

    private static IEnumerable<FactAsk> Asks(FactBatch batch) => Enumerable.Range(0, batch.Count).Select(i => batch[i]);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static void Add<T>(NpgsqlBatch commands, string sql, DateTimeOffset? at, T[] first, long[]? second = null)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = first });
        if (second is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = second });
        }

        if (at is { } time)
        {
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time });
        }

        commands.BatchCommands.Add(command);
    }
}
