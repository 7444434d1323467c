using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>Tidies the log of webhooks once an hour, beside the delivery, which never waits for it; only in the process that delivers.</summary>
internal sealed class TidyWorker(TidyDeliveries tidy, WebhookTurns turns, ILogger<TidyWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                _ = turns.Holds && (await tidy.RunAsync(new(), Actor.System, stoppingToken)).Ok;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The log of webhooks could not be tidied; tried again in an hour.");
            }
        }
    }
}
