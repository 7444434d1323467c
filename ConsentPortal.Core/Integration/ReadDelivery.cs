using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>One delivery with every attempt.</summary>
public sealed class ReadDelivery(IDbContextFactory<PortalDb> databases)
{
    public sealed record Query(Id<WebhookDelivery> Id);

    /// <param name="Attempts">The oldest first.</param>
    public sealed record View(FindDeliveries.Row Delivery, IReadOnlyList<Attempt> Attempts);

    /// <param name="Said">In an English sentence; empty where it arrived.</param>
    public sealed record Attempt(DateTimeOffset At, int Status, DeliveryFault Fault, string Said, int Milliseconds);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<WebhookDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == query.Id, ct);
        if (found is null || !await WebhookReach.Of(db, actor).AnyAsync(w => w.Id == found.WebhookId, ct))
        {
            return Problem.NotFound("There is no such delivery.");
        }

        var failed = await db.Set<WebhookAttempt>().AsNoTracking().Where(a => a.DeliveryId == found.Id).OrderBy(a => a.Id).ToListAsync(ct);
        List<Attempt> attempts = failed.ConvertAll(a => new Attempt(a.At, a.Status, a.Fault, DeliveryWords.Of(a.Fault, a.Status), a.Milliseconds));
        if (found is { State: DeliveryState.Delivered, LastAt: { } last })
        {
            attempts.Add(new(last, found.Status, found.Fault, "", found.Milliseconds));
        }

        return new View(FindDeliveries.Row.Of(found), attempts);
    }
}
