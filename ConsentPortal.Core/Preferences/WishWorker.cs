using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Preferences;

/// <summary>Looks every second for what strangers asked for on public pages.</summary>
public sealed class WishWorker(CarryOutWishes carryOut, PurgeWishes purge, ILogger<WishWorker> log) : BackgroundService
{
    private const int SecondsInAnHour = 3600;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
        for (var second = 1; await timer.WaitForNextTickAsync(stoppingToken); second++)
        {
            try
            {
                await carryOut.RunAsync(new(), Actor.System, stoppingToken);
                if (second % SecondsInAnHour == 0)
                {
                    await purge.RunAsync(new(), Actor.System, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "What was asked for on public pages waits for a moment.");
            }
        }
    }
}
