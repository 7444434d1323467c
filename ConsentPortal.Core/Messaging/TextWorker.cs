using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Messaging;

/// <summary>Looks every second for text messages that are due, where they are set up.</summary>
public sealed class TextWorker(DeliverTexts deliver, TextSettings settings, ILogger<TextWorker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Beat;
        while (settings.IsReady && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, stoppingToken);
                await deliver.RunAsync(new(), Actor.System, stoppingToken);
                wait = Beat;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "Text messages stopped for a moment.");
                wait = AfterFault;
            }
        }
    }
}
