using System.Data.Common;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says that an objection came in, so that nobody waits for the next round.</summary>
public sealed class ObjectionBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    internal void Ring() => rung.Release();

    internal async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        await rung.WaitAsync(most, ct);
        while (rung.Wait(0, CancellationToken.None))
        {
            // one round serves all who rang
        }
    }

    public void Dispose() => rung.Dispose();
}

/// <summary>What happens to an objection that was just taken in. On a public page the answer waits for nothing, so its time tells nobody
/// whether the address is known; who records one for somebody sees it done.</summary>
public sealed class ObjectionDoor(ApplyObjection apply, ObjectionBell bell, RequestSignal signal, ILogger<ObjectionDoor> log)
{
    internal async Task CameInAsync(Id<PrivacyRequest> id, RequestKind kind, Actor actor)
    {
        signal.Wake();
        if (kind != RequestKind.Object)
        {
            return;
        }

        try
        {
            if (actor.Kind != ActorKind.Subject)
            {
                await apply.RunAsync(new(id), Actor.System, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is DbException or DbUpdateException)
        {
            log.LogError(error, "The objection of request {Request} could not be carried out at once; tried again.", id);
        }

        bell.Ring();
    }
}

/// <summary>Carries objections out as they come, and at the start those that a crash left over; applies what people who showed who they are
/// may change themselves.</summary>
internal sealed class ObjectionWorker(CarryOutObjections carryOut, ApplyUpdates updates, ObjectionBell bell, ILogger<ObjectionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await carryOut.RunAsync(new(), Actor.System, stoppingToken);
                await updates.RunAsync(new(), Actor.System, stoppingToken);
                await bell.WaitAsync(Every, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "Objections wait for a moment.");
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
