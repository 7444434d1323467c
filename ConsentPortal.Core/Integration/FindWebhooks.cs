using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The webhooks with how they do, those that need somebody first. Never a secret.</summary>
public sealed class FindWebhooks(IDbContextFactory<PortalDb> databases)
{
    public const int MostTake = 200;

    /// <param name="Application">Null = of all that the actor may see.</param>
    public sealed record Query(Id<Application>? Application = null, int Skip = 0, int Take = 50);

    /// <param name="Kinds">As <see cref="Messaging.OutgoingKinds"/> names them.</param>
    /// <param name="Profile">Empty = all.</param>
    /// <param name="StateSince">Since when it is in this state, and <paramref name="Reason"/> why.</param>
    /// <param name="Waiting">Deliveries that are tried again by themselves.</param>
    /// <param name="GivenUp">Deliveries that wait for somebody to replay them.</param>
    public sealed record Row(
        Id<Webhook> Id, Id<Application> ApplicationId, string Application, string Url, string Description, IReadOnlyList<string> Kinds, string Profile, bool Addresses,
        WebhookState State, WebhookReason Reason, DateTimeOffset StateSince, DateTimeOffset CreatedAt, int Version, int Waiting, int GivenUp,
        DateTimeOffset? LastSuccessAt, DateTimeOffset? LastFailureAt, int LastStatus, DeliveryFault LastFault, int FailuresInARow);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = WebhookReach.Of(db, actor).AsNoTracking().Where(w => query.Application == null || w.ApplicationId == query.Application);
        var page = await found.OrderBy(w => w.State == WebhookState.Active).ThenBy(w => w.Id).Skip(query.Skip).Take(Math.Clamp(query.Take, 1, MostTake)).ToListAsync(ct);
        return new Numbered<Row>(await RowsAsync(db, page, ct), await found.CountAsync(ct));
    }

    internal static async Task<IReadOnlyList<Row>> RowsAsync(PortalDb db, List<Webhook> webhooks, CancellationToken ct)
    {
        var (ids, owners) = (webhooks.ConvertAll(w => w.Id), webhooks.Select(w => w.ApplicationId).Distinct().ToList());
        var names = await db.Set<Application>().Where(a => owners.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var healths = await db.Set<WebhookHealth>().AsNoTracking().Where(h => ids.Contains(h.WebhookId)).ToDictionaryAsync(h => h.WebhookId, ct);
        var waiting = await CountAsync(db.Set<WebhookDelivery>().Where(d => ids.Contains(d.WebhookId) && d.NextAttemptAt != null), ct);
        var givenUp = await CountAsync(db.Set<WebhookDelivery>().Where(d => ids.Contains(d.WebhookId) && d.State == DeliveryState.GivenUp && d.Lane != DeliveryLane.Test), ct);
        return webhooks.ConvertAll(w =>
        {
            var health = healths.GetValueOrDefault(w.Id) ?? new();
            return new Row(w.Id, w.ApplicationId, names.GetValueOrDefault(w.ApplicationId, ""), w.Url, w.Description, w.Kinds, w.ProfileCode, w.SendsAddresses, w.State, w.Reason, w.StateSince, w.CreatedAt, w.Version,
                waiting.GetValueOrDefault(w.Id), givenUp.GetValueOrDefault(w.Id), health.LastSuccessAt, health.LastFailureAt, health.LastStatus, health.LastFault, health.FailuresInARow);
        });
    }

    private static Task<Dictionary<Id<Webhook>, int>> CountAsync(IQueryable<WebhookDelivery> deliveries, CancellationToken ct)
        => deliveries.GroupBy(d => d.WebhookId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}
