using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Imports;

/// <summary>Runs waiting imports, one at a time, in the process that holds the data directory.</summary>
internal sealed class ImportWorker(PortalLock portal, FindWaitingImport waiting, RunAnyImport run, RunUndo undo, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), AfterFault = TimeSpan.FromSeconds(10);

    // at once, so that a command started a moment later sees that a portal serves here
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        portal.TryTake();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (portal.TryTake() && await waiting.UndoAsync(stoppingToken) is { } back)
                {
                    await undo.RunAsync(new(back), Actor.System, stoppingToken);
                    continue;
                }

                if (portal.TryTake() && await waiting.RunAsync(stoppingToken) is { } next)
                {
                    await run.RunAsync(next, Actor.System, stoppingToken);
                    continue;
                }

                await Task.Delay(Pause, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The imports could not be looked at.");
                await Task.Delay(AfterFault, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return; // the portal stops; a running import goes on with the next start
            }
        }
    }
}
