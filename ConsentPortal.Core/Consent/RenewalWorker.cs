using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Goes on with renewal runs while the portal serves: one step every two seconds, so that a run is at most 25 mails a second and
/// keeps nobody else waiting.</summary>
public sealed class RenewalWorker(AskForRenewal ask, ILogger<RenewalWorker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ask.RunAsync(new(), Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "A renewal of consents could not go on; trying again.");
            }
        }
    }
}
