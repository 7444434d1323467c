using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Copies the write-ahead log into the database file beside the writer (PASSIVE: waits for nobody, nobody waits for it). A
/// writer that never rests would let the log grow for ever, so past a limit the writer itself brings home what little is left.</summary>
internal sealed class SqliteCheckpoint : IAsyncDisposable
{
    private const long WorthIt = 8 << 20, TooLong = 64 << 20;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private readonly string connectionString;
    private readonly FileInfo log;
    private Task running = Task.CompletedTask;
    private long last;

    public SqliteCheckpoint(string connectionString)
    {
        this.connectionString = connectionString;
        log = new(new SqliteConnectionStringBuilder(connectionString).DataSource + "-wal");
    }

    /// <summary>Called by the one writer after each transaction, while it still holds the gate.</summary>
    public void After(SqliteConnection writer)
    {
        if (!running.IsCompleted || TimeProvider.System.GetElapsedTime(last) < Rest)
        {
            return;
        }

        log.Refresh();
        if (log.Exists && log.Length > TooLong)
        {
            Run(writer, "TRUNCATE");
        }
        else if (log.Exists && log.Length > WorthIt)
        {
            running = Task.Run(RunBeside);
        }

        last = TimeProvider.System.GetTimestamp();
    }

    public async ValueTask DisposeAsync() => await running;

    private void RunBeside()
    {
        using var connection = SqliteConnections.Open(connectionString, "PRAGMA synchronous=FULL;");
        Run(connection, "PASSIVE");
    }

    private static void Run(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout=0; PRAGMA wal_checkpoint({mode}); PRAGMA busy_timeout=30000;"; // never wait for a reader: the next one will do
        command.ExecuteNonQuery();
    }
}
