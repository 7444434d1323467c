using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Runs retention once a day, in whichever process comes first.</summary>
internal sealed class RetentionWorker(RunRetention run, RetentionTurns turns, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10), Look = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; !stoppingToken.IsCancellationRequested; wait = Look)
        {
            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                _ = !stoppingToken.IsCancellationRequested && await turns.IsDueAsync(stoppingToken) && (await run.RunAsync(new(), Actor.System, stoppingToken)).Ok;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Old data could not be let go; tried again in a quarter of an hour.");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
