using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Reads that may take too long and are then stopped: PostgreSQL by its own cancellation, SQLite by an interrupt, because a
/// statement of its knows of no token.</summary>
internal static class TimedReads
{
    /// <summary>What was read; null when the time was up. Throws <see cref="OperationCanceledException"/> when <paramref name="ct"/> was.</summary>
    public static async Task<T?> RunAsync<T>(PortalDb db, TimeSpan limit, Func<CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limit);
        var sqlite = (db.Database.GetDbConnection() as SqliteConnection)?.Handle;
        try
        {
            await using var interrupt = sqlite is null ? default : time.Token.Register(() => raw.sqlite3_interrupt(sqlite));
            return await read(time.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT })
        {
            ct.ThrowIfCancellationRequested();
            return default;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
