using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>What the classes of retention share: counting, and one slice in one write job that nobody waits for.</summary>
public sealed class RetiredRows(IDbContextFactory<PortalDb> databases, WriteQueue queue)
{
    /// <summary>Rows of one slice: some tens of milliseconds.</summary>
    public const int Slice = 200;

    internal async Task<RetentionSize> CountAsync(Func<PortalDb, IQueryable<DateTimeOffset>> times, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var over = times(db);
        return new(await over.LongCountAsync(ct), await over.OrderBy(t => t).Select(t => (DateTimeOffset?)t).FirstOrDefaultAsync(ct));
    }

    /// <param name="take">Takes at most <see cref="Slice"/> rows; answers how many.</param>
    internal Task<int> PurgeAsync(Func<PortalDb, DateTimeOffset, Task<int>> take, CancellationToken ct)
        => queue.RunAsync(async session => await take(await session.DbAsync(ct), session.Now), WriteLane.Bulk, ct);
}
