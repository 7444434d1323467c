using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Seals the ledger while the portal serves: no event waits longer than a minute for its seal.</summary>
public sealed class SealWorker(SealLedger seal, ILogger<SealWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Look);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await seal.RunAsync(new(OnlyWhenDue: true) { Early = Look }, Actor.System, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The ledger could not be sealed; trying again."); // the events are safe, only their seal is late
            }
        }
    }
}
