using System.Data.Common;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>One write transaction as a job sees it: the ledger's statements, and on demand the same transaction through EF.</summary>
public sealed class WriteSession(DbConnection connection, DbTransaction transaction, ILedgerStore ledger, IImportStore imports, Func<DbConnection, PortalDb> newDb, DateTimeOffset now) : IAsyncDisposable
{
    private PortalDb? db;

    public ILedgerStore Ledger { get; } = ledger;

    /// <summary>What an import saves beside consent.</summary>
    public IImportStore Imports { get; } = imports;

    /// <summary>Recorded-at of everything that this job writes.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Lines that must be on the disk before the commit.</summary>
    public List<JournalEntry> Journal { get; } = [];

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    /// <summary>EF on the same connection and transaction; save with SaveChangesAsync before the job ends.</summary>
    public async ValueTask<PortalDb> DbAsync(CancellationToken ct)
    {
        if (db is null)
        {
            db = newDb(connection);
            await db.Database.UseTransactionAsync(transaction, ct);
        }

        return db;
    }

    public async ValueTask DisposeAsync()
    {
        if (db is not null)
        {
            await db.DisposeAsync();
        }
    }
}
