using System.Data.Common;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ConsentPortal.Tests.Testing;

/// <summary>Makes another process stand still in the middle of a transaction, at a statement of choice, so that it can be killed right there.
/// A trigger of the database does it; the product knows nothing of it.</summary>
internal sealed class Standstill(TestPortal beside, string write, string noted) : IAsyncDisposable
{
    /// <summary>Seconds; so long nobody else's write takes.</summary>
    private const int Held = 1;

    private bool IsSqlite => beside.Provider == DatabaseProvider.Sqlite;

    public Task PlaceAsync()
    {
        var row = noted.Length == 0 ? "" : $"NEW.steps_json LIKE '%\"{noted}\"%' AND OLD.steps_json NOT LIKE '%\"{noted}\"%'";
        return DoAsync(IsSqlite
            ? $"CREATE TRIGGER standstill BEFORE {write} {(row.Length == 0 ? "" : $"WHEN {row}")} BEGIN SELECT count(*) FROM sqlite_master a, sqlite_master b, sqlite_master c, sqlite_master d, sqlite_master e; END"
            : $"""
              CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;
              CREATE TRIGGER standstill AFTER {write} FOR EACH ROW {(row.Length == 0 ? "" : $"WHEN ({row})")} EXECUTE FUNCTION stand_still()
              """);
    }

    /// <summary>Waits until it stands there.</summary>
    public async Task ReachedAsync(PortalProcess process, TimeSpan patience)
    {
        for (var begun = DateTimeOffset.UtcNow; !await StandsAsync(); await Task.Delay(50))
        {
            Assert.True(DateTimeOffset.UtcNow - begun < patience && !process.HasEnded, $"It never came to {write} {noted}. {process.Output}{process.Errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DoAsync(IsSqlite ? "DROP TRIGGER standstill" : "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"); // as the server would once it sees that nobody is there
        if (!IsSqlite)
        {
            await DoAsync("DROP FUNCTION stand_still CASCADE");
        }
    }

    private async Task<bool> StandsAsync()
    {
        if (!IsSqlite)
        {
            await using var db = beside.NewDb();
            return await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'").SingleAsync() > 0;
        }

        try
        {
            await DoAsync("BEGIN IMMEDIATE; ROLLBACK", Held);
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    }

    private async Task DoAsync(string sql, int seconds = 60)
    {
        await using DbConnection connection = IsSqlite
            ? new SqliteConnection($"Data Source={Path.Combine(beside.Folder, "consentportal.db")};Pooling=False") : new NpgsqlConnection(beside.Get<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = seconds;
        await command.ExecuteNonQueryAsync();
    }
}
