using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Sends deliveries again, one or all that were given up since a time: the same event under the same id, beside the live lanes.</summary>
public sealed class ReplayDeliveries(IDbContextFactory<PortalDb> databases)
{
    private const int Most = 10_000;

    /// <param name="One">A single delivery, whatever became of it.</param>
    /// <param name="FailedSince">Without <paramref name="One"/>: all that were given up and whose last attempt was since then; null = all.</param>
    public sealed record Command(Id<Webhook> Webhook, Id<WebhookDelivery>? One = null, DateTimeOffset? FailedSince = null);

    /// <summary>Answers how many will be sent again.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.FindAsync(db, command.Webhook, actor, ct) is not { } webhook)
        {
            return Problem.NotFound(WebhookReach.None);
        }

        var chosen = await ChosenAsync(db, command, ct);
        if (command.One is not null && chosen.Count == 0)
        {
            return Problem.NotFound("There is no such delivery.");
        }

        if (chosen.RemoveAll(d => d.Lane == DeliveryLane.Test) > 0 && chosen.Count == 0)
        {
            return Problem.Invalid("delivery", "A test event is not sent again: send a new one.");
        }

        if (chosen.Count == 0)
        {
            return 0;
        }

        var now = db.Time.Now();
        chosen.ForEach(d => d.Again(now));
        return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.Replayed, [new("deliveries", null, chosen.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))], actor, ct) is { } problem ? problem : chosen.Count;
    }

    private static Task<List<WebhookDelivery>> ChosenAsync(PortalDb db, Command command, CancellationToken ct)
    {
        var own = db.Set<WebhookDelivery>().Where(d => d.WebhookId == command.Webhook);
        return command.One is { } one ? own.Where(d => d.Id == one).ToListAsync(ct)
            : own.Where(d => d.State == DeliveryState.GivenUp && d.Lane != DeliveryLane.Test && (command.FailedSince == null || d.LastAt >= command.FailedSince)).OrderBy(d => d.Id).Take(Most).ToListAsync(ct);
    }
}
