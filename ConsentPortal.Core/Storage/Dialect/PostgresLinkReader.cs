using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>What is behind a preference link from PostgreSQL: one round trip, for a number two, in one repeatable-read snapshot.</summary>
internal sealed class PostgresLinkReader(NpgsqlDataSource source)
{
    public async ValueTask<LinkFacts> ReadAsync(Id<ContactPoint> id, AddressHasher hasher, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var facts = await ReadOwnAsync(connection, id, now, ct);
        if (facts.Points is [var own] && LinkFacts.TryTwin(own.Channel, own.Canonical, out var other))
        {
            await ReadTwinAsync(connection, facts, hasher.Of(other).ToBytes(), now, ct);
        }

        await snapshot.CommitAsync(ct);
        return facts;
    }

    private static async Task<LinkFacts> ReadOwnAsync(NpgsqlConnection connection, Id<ContactPoint> id, DateTimeOffset now, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(new($"SELECT value FROM stamps WHERE name = '{PortalDb.RulebookStamp}'"));
        Add(commands, LinkSql.Point("$1"), id.Value);
        Add(commands, LinkSql.People("$1"), id.Value);
        Add(commands, LinkSql.Asked("= $1", "$2"), id.Value, now);
        await using var reader = await commands.ExecuteReaderAsync(ct);
        LinkFacts facts = new() { RulebookVersion = await reader.ReadAsync(ct) ? reader.GetInt64(0) : 0 };
        await reader.NextResultAsync(ct);
        await AddPointAsync(facts, reader, ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            facts.People.Add((new(reader.GetInt64(0)), reader.GetString(1)));
        }

        await reader.NextResultAsync(ct);
        await AddAskedAsync(facts, reader, ct);
        return facts;
    }

    private static async Task ReadTwinAsync(NpgsqlConnection connection, LinkFacts facts, byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        Add(commands, LinkSql.Twin("$1"), hash);
        Add(commands, LinkSql.Asked("IN (SELECT id FROM contact_points WHERE key_hash = $1 AND erased_at IS NULL)", "$2"), hash, now);
        await using var reader = await commands.ExecuteReaderAsync(ct);
        await AddPointAsync(facts, reader, ct);
        await reader.NextResultAsync(ct);
        await AddAskedAsync(facts, reader, ct);
    }

    private static async Task AddPointAsync(LinkFacts facts, NpgsqlDataReader reader, CancellationToken ct)
    {
        if (await reader.ReadAsync(ct))
        {
            facts.Points.Add(new(new(reader.GetInt64(0)), Word.Parse<Channel>(reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }
    }

    private static async Task AddAskedAsync(LinkFacts facts, NpgsqlDataReader reader, CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            facts.Asked.Add((new(reader.GetInt64(0)), new(reader.GetInt64(1)), new(reader.GetInt64(2))));
        }
    }

    private static void Add<T>(NpgsqlBatch commands, string sql, T first, DateTimeOffset? now = null)
    {
        NpgsqlBatchCommand command = new(sql) { Parameters = { new NpgsqlParameter<T> { TypedValue = first } } };
        if (now is { } time)
        {
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time });
        }

        commands.BatchCommands.Add(command);
    }
}
