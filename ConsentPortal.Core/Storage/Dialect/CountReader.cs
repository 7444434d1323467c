using System.Data.Common;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Reads what is still to be counted, on a connection beside the writer's. Numbers follow the order of the commits, so whatever is
/// visible below the highest one is all there is.</summary>
public sealed class CountReader(IDbContextFactory<PortalDb> databases, DatabaseOptions options)
{
    private readonly string events = CountSql.Events(options.IsSqlite);

    /// <param name="Sequence">The last number that was counted.</param>
    /// <param name="Head">The last number there is.</param>
    public readonly record struct Place(long Sequence, int Rule, long Head);

    public async Task<Place> CursorAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var command = await CommandAsync(db, CountSql.Cursor, ct);
        command.Add("name", CountCursor.Events);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2));
    }

    public async IAsyncEnumerable<AlikeEvents> EventsAsync(long after, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var command = await CommandAsync(db, events, ct);
        command.Add("after", after);
        command.Add("upto", upTo);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new(reader.GetInt32(0), new(reader.GetInt64(1)), new(reader.GetInt64(2)), new(reader.GetInt64(3)), Word.Parse<Channel>(reader.GetString(4)), Word.Parse<ConsentStatus>(reader.GetString(5)),
                Word.Parse<ConsentStatus>(reader.GetString(6)), reader.GetBoolean(7), reader.GetBoolean(8), Word.Parse<ConsentAction>(reader.GetString(9)), Word.Parse<ActorKind>(reader.GetString(10)),
                reader.GetString(11), reader.GetString(12), reader.GetBoolean(13), reader.GetInt32(14), reader.GetInt32(15), reader.GetInt64(16));
        }
    }

    /// <summary>When this event was recorded.</summary>
    public async Task<DateTimeOffset> RecordedAtAsync(long sequence, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ConsentEvent>().Where(e => e.Sequence == sequence).Select(e => e.RecordedAt).FirstOrDefaultAsync(ct);
    }

    private static async Task<DbCommand> CommandAsync(PortalDb db, string sql, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync(ct);
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}

internal static class CountParameters
{
    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
