using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>Can this process serve: is the database reachable and at this version? Asked by anybody, so it says yes or no and asks the
/// database at most once a second.</summary>
public sealed class CheckReadiness(IDbContextFactory<PortalDb> databases, TimeProvider clock, ILogger<CheckReadiness> log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(5);
    private Answer? last;

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (last is { } known && clock.GetElapsedTime(known.At) < Rest)
        {
            return known.Ready;
        }

        var ready = await AskAsync(ct);
        last = new(ready, clock.GetTimestamp());
        return ready;
    }

    private async Task<bool> AskAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await using var db = await databases.CreateDbContextAsync(patience.Token);
            return !(await db.Database.GetPendingMigrationsAsync(patience.Token)).Any() && await db.Set<Stamp>().AnyAsync(patience.Token);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(error, "The database does not answer.");
            return false;
        }
    }

    private sealed record Answer(bool Ready, long At);
}
