using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Carries approved erasures out, one at a time, in the process that holds the data directory; reminds applications that do not answer.
/// At its start it erases again whoever a backup brought back.</summary>
internal sealed class ErasureWorker(PortalLock portal, RunErasure run, ReplayErasures replay, TellOfErasure tell, TimeProvider clock, ILogger<ErasureWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), AfterFault = TimeSpan.FromSeconds(10), Chase = TimeSpan.FromHours(1);
    private DateTimeOffset chased = DateTimeOffset.MinValue;
    private bool replayed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await (portal.TryTake() ? WorkAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "An erasure could not go on; it is tried again.");
                pause = AfterFault;
            }

            await Task.Delay(pause, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        if (!replayed && await run.UnderWayAsync(ct) is { } underWay)
        {
            if (await replay.RunAsync(underWay, ct) is > 0 and var again)
            {
                log.LogWarning("{Count} people or addresses of the journal of erasures were here again, as after a restore, and are erased again.", again);
            }

            replayed = true;
        }

        foreach (var erasure in await run.OpenAsync(ct))
        {
            await run.RunAsync(erasure, ct);
        }

        if (clock.GetUtcNow() - chased > Chase)
        {
            await tell.RemindAsync(ct);
            await run.DropAbandonedAsync(ct);
            chased = clock.GetUtcNow();
        }
    }
}
