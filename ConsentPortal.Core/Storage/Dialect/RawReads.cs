using System.Data.Common;
using ConsentPortal.Core.Kernel;
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
            List<T> rows = [];
            await using var command = query.CreateDbCommand();
            await using var reader = await command.ExecuteReaderAsync(ct);
            RawRow row = new(reader, db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal));
            while (await reader.ReadAsync(ct))
            {
                rows.Add(of(row));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>The row at hand. SQLite keeps instants as ticks of UTC, PostgreSQL as they are.</summary>
internal readonly struct RawRow(DbDataReader reader, bool ticks)
{
    public bool IsNull(int at) => reader.IsDBNull(at);

    public long Long(int at) => reader.GetInt64(at);

    public bool Bool(int at) => reader.GetBoolean(at);

    public string Text(int at) => reader.GetString(at);

    public string? TextOrNull(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    public DateTimeOffset Time(int at) => ticks ? new(reader.GetInt64(at), TimeSpan.Zero) : reader.GetFieldValue<DateTimeOffset>(at);

    public DateTimeOffset? TimeOrNull(int at) => reader.IsDBNull(at) ? null : Time(at);

    public T Word<T>(int at) where T : struct, Enum => Kernel.Word.Parse<T>(reader.GetString(at));

    public Id<T> Id<T>(int at) => new(reader.GetInt64(at));
}
