using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Storage;

/// <summary>Keeps this process's node number while it runs, and gives it back when it stops.</summary>
public sealed class NodeLeaseWorker(NodeNumber node, ILogger<NodeLeaseWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = NodeNumber.Lease / 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RenewAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await node.ReleaseAsync();
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        try
        {
            await node.TakeAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(error, "The node number could not be renewed; trying again soon."); // a lease lasts four rounds
        }
    }
}
