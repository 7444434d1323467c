using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Forgets what was kept of sign-ins: addresses and browsers after thirty days; history and ended sessions when retention says so.</summary>
public sealed class ForgetSignIns(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const int OriginDays = 30;
    public const int HistoryDays = 90;

    public async Task RunAsync(CancellationToken ct)
    {
        var origins = clock.Now().AddDays(-OriginDays);
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<SignInOrigin>().Where(o => o.CreatedAt < origins).ExecuteDeleteAsync(ct);
    }

    /// <summary>Drops history and sessions from before this instant; answers how many rows that were.</summary>
    internal async Task<int> HistoryAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<SignInEntry>().Where(e => e.At < before).ExecuteDeleteAsync(ct) + await db.Set<MemberSession>().Where(s => s.LastSeenAt < before).ExecuteDeleteAsync(ct);
    }
}
