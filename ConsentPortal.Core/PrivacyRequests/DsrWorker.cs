using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks up whom requests of other controllers mean, and tells the controllers how theirs stand; only in the process that delivers.</summary>
internal sealed class DsrWorker(MatchDsr match, TellDsr tell, WebhookTurns turns, ILogger<DsrWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (turns.Holds)
                {
                    await match.RunAsync(new(), Actor.System, stoppingToken);
                    await tell.RunAsync(new(), Actor.System, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Controllers are told a moment later.");
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
