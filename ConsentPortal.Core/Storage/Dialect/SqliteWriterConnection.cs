using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>One open connection with its statements prepared once. The write-ahead log is brought home beside the writer, on a
/// connection of its own, so that no commit ever pays for a checkpoint.</summary>
internal sealed class SqliteWriterConnection(string connectionString, WriteGate writeGate, Func<System.Data.Common.DbConnection, PortalDb> newDb, TimeProvider clock) : IWriterConnection
{
    private SqliteConnection? connection;
    private SqliteLedgerStore? ledger;
    private SqliteImportStore? imports;
    private SqliteCheckpoint? checkpoint;

    public async Task<IWriteTransaction> BeginAsync(CancellationToken ct)
    {
        await gate.EnterAsync(ct);
        try
        {
            connection ??= SqliteConnections.OpenForWriting(connectionString);
            ledger ??= new(connection);
            imports ??= new(connection);
            checkpoint ??= new(connectionString);
            return new Transaction(connection, connection.BeginTransaction(deferred: false), ledger, this);
        }
        catch
        {
            gate.Leave();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        ledger?.Dispose();
        imports?.Dispose();
        connection?.Dispose();
        if (checkpoint is not null)
        {
            await checkpoint.DisposeAsync();
        }
    }

    private sealed class Transaction(SqliteConnection connection, SqliteTransaction transaction, SqliteLedgerStore ledger, SqliteWriterConnection owner) : IWriteTransaction
    {
        public WriteSession NewSession() => new(connection, transaction, ledger, owner.imports!, owner.newDbOn, owner.now());

        public ValueTask SaveAsync() => Do(() => transaction.Save("job"));

        public ValueTask ReleaseAsync() => Do(() => transaction.Release("job"));

        public ValueTask RollbackAsync() => Do(() => transaction.Rollback("job"));

        public Task CommitAsync()
        {
            transaction.Commit();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            transaction.Dispose(); // rolls back where it was not committed
            owner.checkpoint!.After(connection);
            owner.gate.Leave();
            return ValueTask.CompletedTask;
        }

        private static ValueTask Do(Action action)
        {
            action();
            return ValueTask.CompletedTask;
        }
    }

    private readonly WriteGate gate = writeGate;
    private readonly Func<System.Data.Common.DbConnection, PortalDb> newDbOn = newDb;
    private readonly Func<DateTimeOffset> now = clock.Now;
}
