using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Connections of the hot paths: opened once, kept, not shared with EF's pool. Each waits for a lock (another process that
/// recovers the log, or imports) rather than fail; prepared statements have nobody else to do it for them.</summary>
internal static class SqliteConnections
{
    /// <summary>Reads from the page cache of the system where it can (mmap), so that 1,000,000 addresses cost no copies. Without the driver's
    /// object and without SQLite's own lock on every call: whoever borrows a reader has it alone.</summary>
    public static sqlite3 OpenForReading(string connectionString)
    {
        using (var made = Open(connectionString, "")) // the driver makes the file, where there is none, and knows how to read the string
        {
            Check(raw.sqlite3_open_v2(made.DataSource, out var reading, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null), reading);
            Check(raw.sqlite3_exec(reading, "PRAGMA busy_timeout=30000; PRAGMA query_only=ON; PRAGMA mmap_size=4294967296; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"), reading);
            return reading;
        }
    }

    /// <summary>A power cut loses no answered opt-out (synchronous=FULL). Checkpoints run beside the writer, never inside a commit.</summary>
    public static SqliteConnection OpenForWriting(string connectionString) => Open(connectionString, $"""
        {SecureDelete.Pragma} PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;
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

    private static void Check(int result, sqlite3 database)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException error = new(raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xFF, result);
            database.Dispose();
            throw error;
        }
    }
}
