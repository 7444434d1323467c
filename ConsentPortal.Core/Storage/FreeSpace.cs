using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage;

/// <summary>Looks into the bytes of an SQLite file and of its log for what was erased, and writes the file anew where something is left: a
/// page that was split keeps old bytes in its gap, and a database from before may hold what was deleted long ago. On PostgreSQL the tables
/// themselves are written anew (<see cref="DeadRows"/>).</summary>
public sealed class FreeSpace(DatabaseOptions options, WriteGate gate, DeadRows dead)
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="Searched">False where the database is no file that could be looked into.</param>
    /// <param name="Rewritten">Something was left, so the file was written anew.</param>
    /// <param name="Clean">Nothing is left.</param>
    public sealed record View(bool Searched, bool Rewritten, bool Clean);

    /// <param name="tables">Where rows were deleted or changed.</param>
    public async Task<View> ClearAsync(Traces traces, IReadOnlyList<string> tables, CancellationToken ct)
    {
        if (!options.IsSqlite)
        {
            var (all, some) = await dead.ClearAsync(tables, ct);
            return new(false, some, all);
        }

        await CheckpointAsync("", ct);
        if (!await IsInAsync(traces, ct))
        {
            return new(true, false, true);
        }

        await CheckpointAsync("VACUUM;", ct);
        return new(true, true, !await IsInAsync(traces, ct));
    }

    private async Task<bool> IsInAsync(Traces traces, CancellationToken ct)
    {
        var file = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        return await traces.InFileAsync(file, ct) || (File.Exists(file + "-wal") && await traces.InFileAsync(file + "-wal", ct));
    }

    // the log is emptied too; a reader that is in the middle of something makes it wait a moment
    private async Task CheckpointAsync(string first, CancellationToken ct)
    {
        await gate.EnterAsync(ct);
        try
        {
            await using var connection = SqliteConnections.Open(options.ConnectionString, $"PRAGMA synchronous=FULL; {SecureDelete.Pragma} {first} PRAGMA busy_timeout=1000;");
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            for (var n = 1; n <= Tries && Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) != 0; n++)
            {
                await Task.Delay(Pause, ct);
            }
        }
        finally
        {
            gate.Leave();
        }
    }
}
