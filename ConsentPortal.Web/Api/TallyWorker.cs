using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Writes down every few seconds what keys asked for, and what of it does not exist.</summary>
internal sealed class TallyWorker(NoteCalls calls, NoteUnknownCodes codes, ILogger<TallyWorker> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await calls.RunAsync(new(), Actor.System, CancellationToken.None); // also on the way out: a few rows
                await codes.RunAsync(new(), Actor.System, CancellationToken.None);
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Counts of calls could not be written down; the next save takes them along.");
            }
        }
    }
}
