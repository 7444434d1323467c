using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Writes down beside the requests when keys were last used.</summary>
internal sealed class KeyUseWorker(KeyUse use, NoteKeyUse note, ILogger<KeyUseWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, at) in use.ReadAllAsync(stoppingToken))
        {
            try
            {
                await note.RunAsync(new(key, at), Actor.System, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning(error, "The last use of key {Key} could not be written down.", key);
            }
        }
    }
}
