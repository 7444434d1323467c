using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the worker does beside making packages: finds the next, destroys the keys of those whose time is over, sweeps what a killed process left.</summary>
public sealed class PackageUpkeep(PackageFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly PackageState[] Working = [PackageState.Queued, PackageState.Collecting, PackageState.Packing], Over = [PackageState.Expired, PackageState.Discarded, PackageState.Cancelled, PackageState.Failed];

    /// <summary>The oldest that waits or was left by a process that ended, and whose place lies in this data directory.</summary>
    internal async Task<Id<DataPackage>?> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<DataPackage>().AsNoTracking().Where(p => Working.Contains(p.State)).OrderBy(p => p.Id).ToListAsync(ct);
        return waiting.Find(files.Has)?.Id;
    }

    /// <summary>Ends those that are over their time; answers how many. First the keys go, then the files.</summary>
    public async Task<int> ExpireAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        var over = await db.Set<DataPackage>().Where(p => p.ExpiresAt <= now && !Working.Contains(p.State)).OrderBy(p => p.Id).Take(100).ToListAsync(ct);
        foreach (var package in over)
        {
            package.End(PackageState.Expired);
            db.Announce(new PackageEvent(PackageEvent.Ended, package.RequestId).With(("state", PackageState.Expired)), Actor.System);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return 0; // one of them is being fetched, or thrown away, at this instant: the next look finds the others
        }

        over.ForEach(p => files.Delete(p.Id));
        return over.Count;
    }

    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        files.Sweep(await db.Set<DataPackage>().Where(p => !Over.Contains(p.State)).Select(p => p.Id).ToListAsync(ct));
    }
}

/// <summary>Makes waiting packages, one at a time, in the process that holds the data directory.</summary>
internal sealed class PackageWorker(PortalLock portal, PackageUpkeep upkeep, RunPackage run, TimeProvider clock, ILogger<PackageWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Tidy = TimeSpan.FromMinutes(5);
    private DateTimeOffset tidied = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!portal.TryTake() || !await WorkAsync(stoppingToken))
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return; // the portal stops; a package that is being made begins again with the next start
            }
            catch (Exception error)
            {
                log.LogError(error, "The packages could not be looked at.");
                await Task.Delay(Pause * 10, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() - tidied > Tidy)
        {
            await upkeep.SweepAsync(ct);
            await upkeep.ExpireAsync(ct);
            tidied = clock.GetUtcNow();
        }

        if (await upkeep.NextAsync(ct) is not { } next)
        {
            return false;
        }

        await run.RunAsync(next, ct);
        return true;
    }
}
