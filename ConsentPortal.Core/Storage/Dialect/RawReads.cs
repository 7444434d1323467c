using System.Data.Common;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Reads what an EF query selects without EF's objects: for lists that leave by the hundred thousand, where building entities costs
/// more than reading rows. The query keeps its filters and its SQL; the columns come in the order in which the projection names them.</summary>
internal static class RawReads
{
    public static async Task<List<T>> ReadAsync<TRow, T>(PortalDb db, IQueryable<TRow> query, Func<RawRow, T> of, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = query.CreateDbCommand();
            return command is SqliteCommand { Connection: { } connection } ? Step(connection, command, of, ct) : await FetchAsync(command, of, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<List<T>> FetchAsync<T>(DbCommand command, Func<RawRow, T> of, CancellationToken ct)
    {
        List<T> rows = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(of(new(reader)));
        }

        return rows;
    }

    // the driver's reader asks for the type of a column at every value: half the time of a long read
    private static List<T> Step<T>(SqliteConnection connection, DbCommand command, Func<RawRow, T> of, CancellationToken ct)
    {
        List<T> rows = [];
        using SqliteStatement statement = new(connection, command.CommandText);
        foreach (DbParameter parameter in command.Parameters)
        {
            statement.Bind(parameter.ParameterName, parameter.Value);
        }

        while (statement.Step())
        {
            ct.ThrowIfCancellationRequested();
            rows.Add(of(new(statement)));
        }

        return rows;
    }
}

/// <summary>The row at hand. SQLite keeps instants as ticks of UTC, PostgreSQL as they are.</summary>
internal readonly struct RawRow
{
    private readonly SqliteStatement? statement;
    private readonly DbDataReader? reader;

    public RawRow(SqliteStatement statement) => this.statement = statement;

    public RawRow(DbDataReader reader) => this.reader = reader;

    public bool IsNull(int at) => statement?.IsNull(at) ?? reader!.IsDBNull(at);

    public long Long(int at) => statement?.Long(at) ?? reader!.GetInt64(at);

    public bool Bool(int at) => statement?.Bool(at) ?? reader!.GetBoolean(at);

    public string Text(int at) => statement?.Text(at) ?? reader!.GetString(at);

    public string? TextOrNull(int at) => IsNull(at) ? null : Text(at);

    public DateTimeOffset Time(int at) => statement?.Time(at) ?? reader!.GetFieldValue<DateTimeOffset>(at);

    public DateTimeOffset? TimeOrNull(int at) => IsNull(at) ? null : Time(at);

    public T Word<T>(int at) where T : struct, Enum => statement?.Word<T>(at) ?? Kernel.Word.Parse<T>(reader!.GetString(at));

    public Id<T> Id<T>(int at) => new(Long(at));
}
