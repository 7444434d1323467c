using System.Data.Common;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConsentPortal.Core.Storage;

/// <summary>Opens rehearsals: write sessions that decide on the real data and keep what they write to themselves.</summary>
public sealed class Rehearsals(DatabaseOptions options, PortalDbFactory databases, TimeProvider clock, IServiceProvider services)
{
    public async Task<Rehearsal> OpenAsync(CancellationToken ct)
    {
        // a nameless SQLite database lives in memory and a temporary file, and is gone when it is closed
        var scratch = SqliteConnections.Open("Data Source=", "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-16000;");
        await using (SqlitePortalDb schema = new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(scratch).ReplaceService<IMigrationsSqlGenerator, ClusteredTables>().Options))
        {
            await using var command = scratch.CreateCommand();
            command.CommandText = schema.Database.GenerateCreateScript();
            await command.ExecuteNonQueryAsync(ct);
        }

        if (options.IsSqlite)
        {
            var stored = SqliteConnections.Open(options.ConnectionString, "PRAGMA query_only=ON; PRAGMA cache_size=-8000;");
            return new(scratch, stored, new SqliteLedgerStore(stored), databases.CreateOn, clock.Now());
        }

        var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct);
        return new(scratch, connection, new PostgresLedgerStore(connection), databases.CreateOn, clock.Now());
    }
}

/// <summary>One rehearsal; closing it forgets everything.</summary>
public sealed class Rehearsal : IAsyncDisposable
{
    private readonly SqliteConnection scratch;
    private readonly DbConnection stored;
    private readonly Consent.ILedgerStore real;
    private readonly SqliteLedgerStore ledger;
    private readonly SqliteImportStore imports;
    private readonly SqliteTransaction transaction;
    private readonly Func<DbConnection, PortalDb> newDb;
    private readonly DateTimeOffset now;

    internal Rehearsal(SqliteConnection scratch, DbConnection stored, Consent.ILedgerStore real, Func<DbConnection, PortalDb> newDb, DateTimeOffset now)
    {
        (this.scratch, this.stored, this.real, this.newDb, this.now) = (scratch, stored, real, newDb, now);
        transaction = scratch.BeginTransaction();
        ledger = new(scratch);
        imports = new(scratch);
    }

    /// <summary>Sessions of one rehearsal see what earlier ones wrote.</summary>
    public WriteSession NewSession() => new(scratch, transaction, new RehearsalStore(real, ledger), imports, newDb, now);

    public async ValueTask DisposeAsync()
    {
        ledger.Dispose();
        imports.Dispose();
        (real as IDisposable)?.Dispose();
        await transaction.DisposeAsync();
        await scratch.DisposeAsync();
        await stored.DisposeAsync();
    }
}
