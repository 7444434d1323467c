using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Keeps the counts while the portal serves: a few seconds behind, or slice by slice through the whole past after an upgrade.</summary>
public sealed class CountWorker(KeepCounts keep, ILogger<CountWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3), Breath = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await keep.RunAsync(new(), Actor.System, stoppingToken) is { Ok: true, Value: KeepCounts.Slice };
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Consent events could not be counted; trying again."); // nothing is lost, the figures are late
            }

            await Task.Delay(more ? Breath : Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
