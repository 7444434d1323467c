using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>How many contact points there are, at most ten minutes old: counting a million rows is nothing to wait for.</summary>
public sealed class PointTally(IDbContextFactory<PortalDb> databases, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Reading? known;

    private sealed record Reading(long Count, DateTimeOffset At);

    /// <summary>What is known; reads again behind the reader's back when that is old, or says that there is nobody.</summary>
    public async Task<long> GetAsync(CancellationToken ct)
    {
        if (known is not { Count: > 0 } reading)
        {
            return await ReadAsync(ct);
        }

        if (clock.GetUtcNow() - reading.At > Fresh)
        {
            _ = Task.Run(() => ReadAsync(CancellationToken.None), CancellationToken.None);
        }

        return reading.Count;
    }

    public void Dispose() => turn.Dispose();

    private async Task<long> ReadAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (known is { Count: > 0 } reading && clock.GetUtcNow() - reading.At <= Fresh)
            {
                return reading.Count; // somebody read while this one waited
            }

            await using var db = await databases.CreateDbContextAsync(ct);
            known = new(await db.Set<ContactPoint>().LongCountAsync(ct), clock.GetUtcNow());
            return known.Count;
        }
        finally
        {
            turn.Release();
        }
    }
}
