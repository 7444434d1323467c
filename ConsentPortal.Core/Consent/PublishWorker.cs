using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Publishes the ledger's head each day while the portal serves, and soon after a start where it is overdue.</summary>
public sealed class PublishWorker(PublishHead publish, PublishSettings settings, ILogger<PublishWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Look);
        while (settings.Targets.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await publish.RunAsync(new(OnlyWhenDue: true), Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The ledger's head could not be published; trying again.");
            }
        }
    }
}
