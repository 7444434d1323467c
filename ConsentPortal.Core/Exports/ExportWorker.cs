using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Exports;

/// <summary>Writes waiting exports, one at a time, in the process that holds the data directory.</summary>
internal sealed class ExportWorker(PortalLock portal, ExportUpkeep upkeep, RunExport run, TimeProvider clock, ILogger<ExportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), AfterFault = TimeSpan.FromSeconds(10), Tidy = TimeSpan.FromMinutes(5);
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
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The exports could not be looked at.");
                await Task.Delay(AfterFault, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return; // the portal stops; a running export begins again with the next start
            }
        }
    }

    // true where there was something to write
    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() - tidied > Tidy)
        {
            await upkeep.SweepAsync(ct);
            await upkeep.DeleteAsync(ct);
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
