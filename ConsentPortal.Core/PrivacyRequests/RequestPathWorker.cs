using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks after requests as they come, and every minute.</summary>
internal sealed class RequestPathWorker(KeepRequests keep, RequestSignal signal, TimeProvider clock, ILogger<RequestPathWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await keep.RunAsync(new(), Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Requests could not be looked after; trying again.");
            }

            await signal.WaitAsync(Every, clock, stoppingToken);
        }
    }
}
