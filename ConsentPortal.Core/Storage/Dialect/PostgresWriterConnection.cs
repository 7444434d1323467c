using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>A pooled connection a group. Its transaction takes the ledger's lock first and holds it to the commit: so the order of
/// sequence numbers is the order of commits, and a reader by cursor can never pass a late one.</summary>
internal sealed class PostgresWriterConnection(NpgsqlDataSource source, Func<System.Data.Common.DbConnection, PortalDb> newDb, TimeProvider clock) : IWriterConnection
{
    private const long LedgerLock = 0x434F4E53454E54; // "CONSENT"

    public async Task<IWriteTransaction> BeginAsync(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LedgerLock})", connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
            return new Transaction(connection, transaction, newDb, clock);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Transaction(NpgsqlConnection connection, NpgsqlTransaction transaction, Func<System.Data.Common.DbConnection, PortalDb> newDb, TimeProvider clock) : IWriteTransaction
    {
        public WriteSession NewSession() => new(connection, transaction, new PostgresLedgerStore(connection), new PostgresImportStore(connection), newDb, clock.Now());

        public async ValueTask SaveAsync() => await transaction.SaveAsync("job");

        public async ValueTask ReleaseAsync() => await transaction.ReleaseAsync("job");

        public async ValueTask RollbackAsync() => await transaction.RollbackAsync("job");

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
