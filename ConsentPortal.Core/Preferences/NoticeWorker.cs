using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Preferences;

/// <summary>Looks every quarter of a minute for addresses that are to be told of changes.</summary>
public sealed class NoticeWorker(TellOfSaves tell, ILogger<NoticeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await tell.RunAsync(new(), Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Notices of changed choices wait for a moment.");
            }
        }
    }
}
