using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The log of one webhook, newest first: what was sent, what waits, what was given up. Holds neither body nor address.</summary>
public sealed class FindDeliveries(IDbContextFactory<PortalDb> databases)
{
    public const int MostTake = 200;

    /// <param name="State">Null = all; given up = the dead letters.</param>
    /// <param name="Cursor">What the last page named as next.</param>
    public sealed record Query(Id<Webhook> Webhook, DeliveryState? State = null, string? Cursor = null, int Take = 50);

    /// <param name="EventId">The <c>webhook-id</c>.</param>
    /// <param name="Subject">The contact point, or the profile or purpose, by number.</param>
    /// <param name="Status">What the last attempt answered; 0 = nothing.</param>
    /// <param name="Said">Why it failed, in an English sentence; empty where it did not.</param>
    public sealed record Row(
        Id<WebhookDelivery> Id, Id<Webhook> WebhookId, string EventId, string Kind, string Subject, long Sequence, DeliveryLane Lane, bool Urgent, DeliveryState State, int Attempts, DateTimeOffset OccurredAt,
        DateTimeOffset FirstAt, DateTimeOffset? LastAt, int Status, DeliveryFault Fault, string Said, int Milliseconds, DateTimeOffset? NextAttemptAt)
    {
        internal static Row Of(WebhookDelivery d) => new(
            d.Id, d.WebhookId, d.EventId.ToString(CultureInfo.InvariantCulture), d.Kind, d.Subject.ToString(CultureInfo.InvariantCulture), d.Sequence, d.Lane, d.Urgent, d.State, d.Attempts, d.OccurredAt,
            d.FirstAt, d.LastAt, d.Status, d.Fault, DeliveryWords.Of(d.Fault, d.Status), d.Milliseconds, d.NextAttemptAt);
    }

    public async Task<Outcome<Page<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        if (!Id<WebhookDelivery>.TryParse(query.Cursor ?? "0", CultureInfo.InvariantCulture, out var before))
        {
            return Problem.Invalid("cursor", "Send what the last page named as next.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await WebhookReach.Of(db, actor).AnyAsync(w => w.Id == query.Webhook, ct))
        {
            return Problem.NotFound(WebhookReach.None);
        }

        var take = Math.Clamp(query.Take, 1, MostTake);
        var found = db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == query.Webhook);
        found = query.State switch
        {
            null => found,
            DeliveryState.GivenUp => found.Where(d => d.State == DeliveryState.GivenUp), // the filter of their index: a word, no parameter
            DeliveryState.Waiting => found.Where(d => d.NextAttemptAt != null),
            _ => found.Where(d => d.State == DeliveryState.Delivered),
        };
        found = before.IsNone ? found : found.Where(d => d.Id < before);
        var rows = await found.OrderByDescending(d => d.Id).Take(take + 1).ToListAsync(ct);
        return new Page<Row>([.. rows.Take(take).Select(Row.Of)], rows.Count > take ? rows[take - 1].Id.ToString() : null);
    }
}
