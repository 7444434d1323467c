using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Forgets what was kept of sign-ins: addresses and browsers after thirty days, history and ended sessions after ninety.</summary>
public sealed class ForgetSignIns(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const int OriginDays = 30;
    public const int HistoryDays = 90;

    public async Task RunAsync(CancellationToken ct)
    {
        var (origins, history) = (clock.Now().AddDays(-OriginDays), clock.Now().AddDays(-HistoryDays));
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<SignInOrigin>().Where(o => o.CreatedAt < origins).ExecuteDeleteAsync(ct);
        await db.Set<SignInEntry>().Where(e => e.At < history).ExecuteDeleteAsync(ct);
        await db.Set<MemberSession>().Where(s => s.LastSeenAt < history).ExecuteDeleteAsync(ct);
    }
}
