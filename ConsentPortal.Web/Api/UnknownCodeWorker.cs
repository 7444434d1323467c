using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Writes down every few seconds what keys asked for that does not exist.</summary>
internal sealed class UnknownCodeWorker(NoteUnknownCodes note, ILogger<UnknownCodeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await note.RunAsync(new(), Actor.System, CancellationToken.None); // also on the way out: a few rows
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Unknown codes could not be written down; what was noted is lost.");
            }
        }
    }
}
