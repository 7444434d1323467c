using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Looks every minute for questions to remind of, and once an hour for those to throw away.</summary>
public sealed class RequestWorker(RemindRequests remind, PurgeRequests purge, TimeProvider clock, ILogger<RequestWorker> log) : BackgroundService
{
    private const int Minutes = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMinutes(1));
        for (var minute = 0; await timer.WaitForNextTickAsync(stoppingToken); minute++)
        {
            try
            {
                await remind.RunAsync(new(clock.Now()), Actor.System, stoppingToken);
                if (minute % Minutes == 0)
                {
                    await purge.RunAsync(new(), Actor.System, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Open questions could not be looked after; trying again.");
            }
        }
    }
}
