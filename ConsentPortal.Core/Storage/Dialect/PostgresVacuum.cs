using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>VACUUM of single tables: outside of any transaction, and never long in anybody's way.</summary>
internal static class PostgresVacuum
{
    /// <summary>Those of the tables that hold anything, with their bytes without indexes.</summary>
    public static async Task<IReadOnlyList<(string Table, long Bytes)>> FilledAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await using NpgsqlCommand command = new("SELECT c.relname, pg_table_size(c.oid) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1) AND pg_relation_size(c.oid) > 0 ORDER BY c.relname", connection);
        command.Parameters.Add(new() { Value = tables.ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<(string, long)> filled = [];
        while (await rows.ReadAsync(ct))
        {
            filled.Add((rows.GetString(0), rows.GetInt64(1)));
        }

        return filled;
    }

    /// <summary>True where it was written anew: not where somebody held it for longer than a second; then it is vacuumed where it lies.</summary>
    public static async Task<bool> RunAsync(NpgsqlConnection connection, string table, bool full, CancellationToken ct)
    {
        if (full)
        {
            try
            {
                await DoAsync(connection, "SET lock_timeout = '1s'", ct);
                await DoAsync(connection, $"VACUUM (FULL) \"{table}\"", ct);
                return true;
            }
            catch (PostgresException held) when (held.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                // somebody reads it at length
            }
            finally
            {
                await DoAsync(connection, "RESET lock_timeout", CancellationToken.None);
            }
        }

        await DoAsync(connection, $"VACUUM \"{table}\"", ct);
        return false;
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
