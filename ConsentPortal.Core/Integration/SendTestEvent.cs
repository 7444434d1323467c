using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Sends an event that means nothing, at once and once, and says what the endpoint answered. Works for a webhook that is off, too.</summary>
public sealed class SendTestEvent(IDbContextFactory<PortalDb> databases, WebhookCalls calls, WebhookSecrets secrets, PortalAddress address, IdSource ids)
{
    private const string Stream = "test";

    public sealed record Command(Id<Webhook> Id);

    /// <param name="Said">Why it failed, in an English sentence; empty where it arrived.</param>
    public sealed record View(Id<WebhookDelivery> Delivery, bool Arrived, int Status, DeliveryFault Fault, string Said, int Milliseconds);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.FindAsync(db, command.Id, actor, ct) is not { } webhook)
        {
            return Problem.NotFound(WebhookReach.None);
        }

        var now = db.Time.Now();
        var data = JsonSerializer.SerializeToUtf8Bytes(new { webhook = webhook.Id.ToString(), message = "A test. Nothing happened." });
        OutgoingEvent test = new(0, ids.Next(), OutgoingKinds.WebhookTest, OutgoingLane.Normal, webhook.Id.Value, now, data);
        var result = await calls.PostAsync(new(webhook.Url), WebhookBody.IdOf(test.Id), WebhookBody.Of(test, address.To(""), Stream), secrets.Of(webhook, now), ct);
        WebhookDelivery delivery = new() { Id = ids.Next<WebhookDelivery>(), WebhookId = webhook.Id, Stream = Stream, EventId = test.Id, Kind = test.Kind, Subject = test.Subject, OccurredAt = now };
        delivery.Enter(DeliveryLane.Test, now);
        delivery.Note(result, next: null);
        db.Add(delivery);
        if (!result.Ok)
        {
            db.Add(new WebhookAttempt { Id = ids.Next<WebhookAttempt>(), DeliveryId = delivery.Id, At = result.At, Status = result.Status, Fault = result.Fault, Milliseconds = result.Milliseconds });
        }

        await db.SaveChangesAsync(ct);
        return new View(delivery.Id, result.Ok, result.Status, result.Fault, DeliveryWords.Of(result.Fault, result.Status), result.Milliseconds);
    }
}
