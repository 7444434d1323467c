using ConsentPortal.Core.Storage.Dialect;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ConsentPortal.Core.Storage;

/// <summary>On PostgreSQL a deleted or changed row lies in its table's file until vacuum, and its bytes in the freed space after it. Small
/// tables are written into a new file (VACUUM FULL), which nobody may read meanwhile; large ones, and those that somebody holds, are vacuumed
/// where they lie. Best effort: what could not be done now, autovacuum does later.</summary>
public sealed class DeadRows(NpgsqlDataSource? source, ILogger<DeadRows> log)
{
    /// <summary>Bytes of a table, without indexes, up to which it is written anew: about a second.</summary>
    public const long Small = 64 << 20;

    /// <summary>Answers whether all, and whether any, were written anew; empty tables need not be.</summary>
    public async Task<(bool All, bool Some)> ClearAsync(IReadOnlyList<string> tables, CancellationToken ct)
    {
        if (source is null)
        {
            return (false, false);
        }

        await using var connection = await source.OpenConnectionAsync(ct);
        var full = await PostgresVacuum.FilledAsync(connection, tables, ct);
        var anew = 0;
        foreach (var (table, bytes) in full)
        {
            try
            {
                anew += await PostgresVacuum.RunAsync(connection, table, full: bytes <= Small, ct) ? 1 : 0;
            }
            catch (PostgresException error)
            {
                log.LogWarning("The table {Table} could not be vacuumed after an erasure ({State}); autovacuum does it later.", table, error.SqlState);
            }
        }

        return (anew == full.Count, anew > 0);
    }
}
