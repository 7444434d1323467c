using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Connections of the hot paths: opened once, kept, not shared with EF's pool. Each waits for a lock (another process that
/// recovers the log, or imports) rather than fail; prepared statements have nobody else to do it for them.</summary>
internal static class SqliteConnections
{
    /// <summary>Reads from the page cache of the system where it can (mmap), so that 1,000,000 addresses cost no copies.</summary>
    public static SqliteConnection OpenForReading(string connectionString) => Open(connectionString, """
        PRAGMA query_only=ON; PRAGMA mmap_size=4294967296; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;
        """);

    /// <summary>A power cut loses no answered opt-out (synchronous=FULL). Checkpoints run beside the writer, never inside a commit.</summary>
    public static SqliteConnection OpenForWriting(string connectionString) => Open(connectionString, """
        PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;
        """);

    public static SqliteConnection Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=30000;" + pragmas;
        command.ExecuteNonQuery();
        return connection;
    }
}
