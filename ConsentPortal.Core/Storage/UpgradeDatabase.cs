using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Storage;

/// <summary>Brings the database to this version and makes the defaults that a new portal needs. Safe to run from several processes at
/// once, and after one was killed in the middle.</summary>
public sealed class UpgradeDatabase(IDbContextFactory<PortalDb> databases, DatabaseOptions options, DataDirectory data, DefaultRulebook defaults, ILogger<UpgradeDatabase> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Answers how many migrations it ran.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var held = options.IsSqlite ? await LockAsync(ct) : null;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (options.IsSqlite)
        {
            // readers beside the writer; said here, because EF says it only when it makes the file itself. What an earlier process left in
            // the log is brought home, where reading it costs less
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(PASSIVE)", ct);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            await ForgetKilledUpgradeAsync(db, ct);
            await db.Database.MigrateAsync(ct);
            log.LogInformation("Database upgraded: {Count} migrations.", pending.Count);
        }

        await defaults.MakeAsync(ct);
        await ApplicationCarryOver.RunAsync(db, ct);
        return pending.Count;
    }

    // EF marks a running migration by a row, which a killed process leaves behind; we hold the file, so nobody else is at it
    private async Task ForgetKilledUpgradeAsync(PortalDb db, CancellationToken ct)
    {
        if (options.IsSqlite && await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", ct);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken ct)
    {
        var file = Path.Combine(data.Path, "upgrade.lock");
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
