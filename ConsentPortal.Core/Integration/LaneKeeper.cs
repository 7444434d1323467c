using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Writes down in one save what became of a batch: the log, what waits, the cursor, how the endpoint does. Killed before it, the
/// batch is sent again under the same ids; after it, the lane goes on behind it.</summary>
internal sealed class LaneKeeper(IdSource ids, WebhookAlerts alerts)
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    public async Task SaveAsync(PortalDb db, Webhook webhook, DeliveryLane lane, LaneBatch batch, EndpointState state)
    {
        var now = db.Time.Now();
        List<AttemptResult> results = [.. batch.Parcels.Select(p => p.Result).OfType<AttemptResult>()];
        state.Close(results, now);
        await state.Saving.WaitAsync();
        try
        {
            var health = await db.Set<WebhookHealth>().FirstOrDefaultAsync(h => h.WebhookId == webhook.Id) ?? db.Add(new WebhookHealth { WebhookId = webhook.Id }).Entity;
            Tell(health, results, state.FailuresInARow);
            var settled = Keep(db, batch, health, state, now);
            var end = settled == batch.Parcels.Count ? batch.Next : settled == 0 ? batch.From : batch.Parcels[settled - 1].Delivery.Sequence;
            await TurnAsync(db, webhook, batch, results, now);
            await MoveAsync(db, webhook, lane, batch, end);
            await SaveAsync(db, [.. batch.Parcels.Take(settled).Where(p => p.IsNew).Select(p => p.Delivery)]);
            if (batch.Stream is { } stream)
            {
                state.Look(stream, lane, end);
            }
        }
        finally
        {
            state.Saving.Release();
        }
    }

    // new rows of the log pass EF by: there are thousands of them in a second
    private static Task SaveAsync(PortalDb db, IReadOnlyList<WebhookDelivery> fresh)
        => fresh.Count == 0 ? db.SaveChangesAsync(CancellationToken.None) : db.SaveWithAsync(() => DeliveryRows.AddAsync(db, fresh, CancellationToken.None), CancellationToken.None);

    private static void Tell(WebhookHealth health, List<AttemptResult> results, int inARow)
    {
        var (good, bad) = (results.Where(r => r.Ok).Select(r => (DateTimeOffset?)r.At).Max(), results.Where(r => !r.Ok).MaxBy(r => r.At));
        (health.LastSuccessAt, health.FailuresInARow) = (good ?? health.LastSuccessAt, inARow);
        health.Delivered += results.Count(r => r.Ok);
        health.Failed += results.Count(r => !r.Ok);
        if (bad is not null)
        {
            (health.LastFailureAt, health.LastStatus, health.LastFault) = (bad.At, bad.Status, bad.Fault);
        }
    }

    /// <summary>Answers how many parcels from the first on are settled: the cursor passes those.</summary>
    private int Keep(PortalDb db, LaneBatch batch, WebhookHealth health, EndpointState state, DateTimeOffset now)
    {
        Dictionary<long, DateTimeOffset> held = [];
        foreach (var parcel in batch.Parcels)
        {
            if (parcel.Result is { Ok: false } failed)
            {
                held[parcel.Delivery.Subject] = Miss(db, parcel.Delivery, failed, health, now);
            }
            else if (parcel.Result is null && held.TryGetValue(parcel.Delivery.Subject, out var until))
            {
                parcel.HeldUntil ??= until;
            }
        }

        var stopped = batch.Stream is not null && batch.Parcels.Any(p => !p.IsHandled);
        var settled = stopped ? batch.Parcels.Select((p, n) => p.Result is null ? 0 : n + 1).DefaultIfEmpty(0).Max() : batch.Parcels.Count;
        foreach (var parcel in batch.Parcels.Take(settled))
        {
            Settle(parcel, state.PausedUntil > now ? state.PausedUntil : now + Breath);
        }

        return settled;
    }

    private static void Settle(LaneParcel parcel, DateTimeOffset otherwise)
    {
        var delivery = parcel.Delivery;
        switch (parcel)
        {
            case { Happened: null }:
                delivery.Drop();
                break;
            case { Result: { Ok: true } arrived }:
                delivery.Note(arrived, next: null);
                break;
            case { Result: null, HeldUntil: { } until }:
                delivery.Hold(until);
                break;
            case { Result: null, IsNew: true }:
                delivery.Hold(otherwise); // others behind it were already begun when the endpoint failed
                break;
        }
    }

    // answers when those behind it may be tried
    private DateTimeOffset Miss(PortalDb db, WebhookDelivery delivery, AttemptResult result, WebhookHealth health, DateTimeOffset now)
    {
        db.Add(new WebhookAttempt { Id = ids.Next<WebhookAttempt>(), DeliveryId = delivery.Id, At = result.At, Status = result.Status, Fault = result.Fault, Milliseconds = result.Milliseconds });
        var wait = RetryTable.After(delivery.Attempts + 1, result.RetryAfter);
        // others arrived meanwhile: it is this event that the endpoint does not take; else the endpoint is what fails, and the event waits for it
        var givesUp = wait is null && health.LastSuccessAt >= delivery.FirstAt;
        delivery.Note(result, givesUp ? null : now + (result.Fault == DeliveryFault.Gone ? TimeSpan.Zero : wait ?? TimeSpan.Zero));
        return delivery.NextAttemptAt ?? now;
    }

    private async Task TurnAsync(PortalDb db, Webhook webhook, LaneBatch batch, List<AttemptResult> results, DateTimeOffset now)
    {
        var gone = results.Exists(r => r.Fault == DeliveryFault.Gone);
        var exhausted = batch.Parcels.Any(p => p is { Result.Ok: false, Delivery: { State: DeliveryState.Waiting } d } && d.Attempts >= RetryTable.Attempts);
        if (webhook.State == WebhookState.Active && (gone || exhausted))
        {
            webhook.Turn(gone ? WebhookState.Off : WebhookState.Asleep, gone ? WebhookReason.Gone : WebhookReason.NoAnswer, now);
            await alerts.TellAsync(db, webhook, CancellationToken.None);
        }
    }

    private static async Task MoveAsync(PortalDb db, Webhook webhook, DeliveryLane lane, LaneBatch batch, long end)
    {
        if (batch.Stream is null || end == batch.From)
        {
            return;
        }

        var cursor = await db.Set<WebhookCursor>().SingleAsync(c => c.WebhookId == webhook.Id && c.Stream == batch.Stream && c.Lane == lane);
        if (lane != DeliveryLane.Replay || cursor.Sequence == batch.From)
        {
            cursor.Sequence = end; // a back-fill that was begun anew meanwhile keeps its new place
        }
    }
}
