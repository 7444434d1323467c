using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Runs one lane of one webhook until nothing is left to do now. Reads the webhook anew for each batch: a change of its address,
/// secret or state holds from the next batch on.</summary>
internal sealed class LaneRunner(IDbContextFactory<PortalDb> databases, LaneReader reader, LaneSender sender, LaneKeeper keeper, WebhookTurns turns)
{
    /// <summary>A lane that only looked, and told nobody, writes its place this seldom.</summary>
    private const int Unwritten = 5000;
    private readonly IDbContextFactory<PortalDb> databases = databases;
    private readonly LaneReader reader = reader;
    private readonly LaneSender sender = sender;
    private readonly LaneKeeper keeper = keeper;
    private readonly WebhookTurns turns = turns;

    public Task RunAsync(Id<Webhook> id, DeliveryLane lane, EndpointState state, CancellationToken ct) => new LaneRun(this, lane, state, ct).ToEndAsync(id);

    /// <summary>Asks an endpoint that is asleep whether it is back, with the delivery that waits longest; an opt-out first.</summary>
    public async Task ProbeAsync(Id<Webhook> id, EndpointState state, WebhookAlerts alerts, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.Told(db).FirstOrDefaultAsync(w => w.Id == id && w.State == WebhookState.Asleep, ct) is not { } webhook)
        {
            return;
        }

        var waiting = await db.Set<WebhookDelivery>().Where(d => d.WebhookId == id && d.NextAttemptAt != null).OrderByDescending(d => d.Urgent).ThenBy(d => d.OccurredAt).ThenBy(d => d.Id).FirstOrDefaultAsync(ct);
        LaneBatch batch = new(waiting is null ? [] : await reader.AgainAsync(db, webhook, [waiting], await WebhookReach.ReaderAsync(db, webhook, ct), ct));
        batch.Parcels.ToList().ForEach(p => p.HeldUntil = null);
        await sender.SendAsync(webhook, batch, state, ct);
        if (batch.Parcels.All(p => p.Result is { Ok: true } || p.Happened is null))
        {
            webhook.Turn(WebhookState.Active, WebhookReason.None, db.Time.Now());
            await SwitchWebhook.WakeAsync(db, webhook, ct);
            await alerts.TellAsync(db, webhook, ct);
        }

        await keeper.SaveAsync(db, webhook, DeliveryLane.Urgent, batch, state);
    }

    /// <summary>One run of a lane, with what it knows beyond what is stored.</summary>
    private sealed class LaneRun(LaneRunner own, DeliveryLane lane, EndpointState state, CancellationToken ct)
    {
        private LaneAhead? ahead;
        private UnsavedBatch unsaved = UnsavedBatch.None;

        public async Task ToEndAsync(Id<Webhook> id)
        {
            try
            {
                while (!ct.IsCancellationRequested && await own.turns.TakeAsync(ct))
                {
                    await using var db = await own.databases.CreateDbContextAsync(ct);
                    if (state.PausedUntil > db.Time.GetUtcNow() || await WebhookReach.Told(db).FirstOrDefaultAsync(w => w.Id == id && w.State == WebhookState.Active, ct) is not { } webhook
                        || await own.reader.NextAsync(db, webhook, lane, state, new(unsaved.Batch, ahead), ct) is not { } batch)
                    {
                        return;
                    }

                    if (await db.Set<Webhook>().AnyAsync(w => w.Id == id && w.Version == webhook.Version, ct))
                    {
                        unsaved = await PassAsync(db, webhook, batch);
                    } // else changed while the events were read: what it is now told of must not be passed by
                }
            }
            finally
            {
                await unsaved.Saved;
            }
        }

        private async Task<UnsavedBatch> PassAsync(PortalDb db, Webhook webhook, LaneBatch batch)
        {
            if (batch is { OnlyMoves: true, Stream: { } stream } && lane != DeliveryLane.Replay && batch.Next % Unwritten >= batch.Next - batch.From)
            {
                await unsaved.Saved;
                state.Look(stream, lane, batch.Next);
                return UnsavedBatch.None;
            }

            ahead = batch.Ahead?.Invoke();
            await own.sender.SendAsync(webhook, batch, state, ct);
            await unsaved.Saved; // in order: a cursor never passes what is not written down
            var beside = ahead is not null && batch.HasArrived;
            var saved = beside ? Task.Run(() => BesideAsync(webhook, batch), CancellationToken.None) : own.keeper.SaveAsync(db, webhook, lane, batch, state);
            await (beside ? Task.CompletedTask : saved);
            await (ahead?.EndAsync() ?? Task.CompletedTask);
            return beside ? new(batch, saved) : UnsavedBatch.None;
        }

        // all of it arrived and more is coming: nothing that is sent next hangs on how this save ends; on a thread of its own, for SQLite never gives one back
        private async Task BesideAsync(Webhook webhook, LaneBatch batch)
        {
            await using var db = await own.databases.CreateDbContextAsync(CancellationToken.None);
            await own.keeper.SaveAsync(db, webhook, lane, batch, state);
        }
    }
}
