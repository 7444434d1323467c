using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>Looks several times a second what there is to tell, as long as the portal serves; a stop waits for the attempts at hand.</summary>
internal sealed class WebhookWorker(DeliverWebhooks deliver, ILogger<WebhookWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300), AfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Look;
            try
            {
                await deliver.RunAsync(new(), Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Webhooks stopped for a moment.");
                wait = AfterFault;
            }

            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await deliver.EndAsync();
    }
}
