using System.Collections.Concurrent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>Looks which lanes of which webhooks have something to do, and sets them going; each runs beside the others until it is done.</summary>
internal sealed class DeliverWebhooks(IDbContextFactory<PortalDb> databases, LaneRunner runner, LaneParts parts, PlaceOutbox place, ILogger<DeliverWebhooks> log)
{
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Id<Webhook>, DeliveryLane), Task> running = new();
    private readonly ConcurrentDictionary<Id<Webhook>, EndpointState> states = new();

    /// <param name="ToTheEnd">Comes back when nothing is left to do now, instead of at once.</param>
    public sealed record Command(bool ToTheEnd = false);

    /// <summary>Answers how many lanes were set going.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        var (all, begun) = (0, 0);
        do
        {
            begun = await BeginAsync(ct);
            all += begun;
            await (command.ToTheEnd ? FinishAsync() : Task.CompletedTask);
        }
        while (command.ToTheEnd && begun > 0);
        return all;
    }

    /// <summary>Waits for the lanes that run, and gives the turn to the next process.</summary>
    public async Task EndAsync()
    {
        await FinishAsync();
        await parts.Turns.EndAsync();
    }

    private Task FinishAsync() => Task.WhenAll(running.Values);

    private async Task<int> BeginAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var webhooks = await WebhookReach.Told(db).AsNoTracking().Where(w => w.State != WebhookState.Off).ToListAsync(ct);
        if (webhooks.Count == 0 || !await parts.Turns.TakeAsync(ct))
        {
            states.Clear(); // whoever has the turn knows better
            return 0;
        }

        var (heads, now) = (await HeadsAsync(ct), db.Time.Now());
        var cursors = (await db.Set<WebhookCursor>().AsNoTracking().ToListAsync(ct)).ToLookup(c => c.WebhookId);
        var due = (await db.Set<WebhookDelivery>().Where(d => d.NextAttemptAt <= now).Select(d => new { d.WebhookId, d.Lane }).Distinct().ToListAsync(ct)).ToLookup(d => d.WebhookId, d => d.Lane);
        var asleep = await SleepersAsync(db, webhooks, now, ct);
        var begun = 0;
        foreach (var webhook in webhooks)
        {
            var state = states.GetOrAdd(webhook.Id, _ => new(parts.Settings.Width));
            state.See(webhook.StateSince);
            if (webhook.State == WebhookState.Asleep)
            {
                begun += asleep.Contains(webhook.Id) && Begin(webhook.Id, DeliveryLane.Test, () => runner.ProbeAsync(webhook.Id, state, parts.Alerts, ct)) ? 1 : 0;
            }
            else if (state.PausedUntil <= now)
            {
                begun += Lanes(cursors[webhook.Id], due[webhook.Id], heads, state).Count(lane => Begin(webhook.Id, lane, () => runner.RunAsync(webhook.Id, lane, state, ct)));
            }
        }

        return begun;
    }

    // where each stream ends, once every message of the outbox has its place
    private async Task<Dictionary<string, long>> HeadsAsync(CancellationToken ct)
    {
        while ((await place.RunAsync(new(), Actor.System, ct)).Value > 0)
        {
            // a slice at a time
        }

        Dictionary<string, long> heads = [];
        foreach (var stream in parts.Streams)
        {
            heads[stream.Stream] = await stream.HeadAsync(ct);
        }

        return heads;
    }

    private static IEnumerable<DeliveryLane> Lanes(IEnumerable<WebhookCursor> cursors, IEnumerable<DeliveryLane> due, Dictionary<string, long> heads, EndpointState state)
    {
        var own = cursors.ToList();
        bool IsBehind(WebhookCursor cursor) => cursor.Lane switch
        {
            DeliveryLane.Urgent => heads.GetValueOrDefault(cursor.Stream) > state.Looked(cursor.Stream, DeliveryLane.Urgent, cursor.Sequence),
            DeliveryLane.Normal => state.Looked(cursor.Stream, DeliveryLane.Urgent, own.Find(c => c.Stream == cursor.Stream && c.Lane == DeliveryLane.Urgent)?.Sequence ?? 0) > state.Looked(cursor.Stream, DeliveryLane.Normal, cursor.Sequence),
            _ => cursor.UpTo > cursor.Sequence,
        };
        return due.Concat(own.Where(IsBehind).Select(c => c.Lane)).Distinct();
    }

    private static async Task<HashSet<Id<Webhook>>> SleepersAsync(PortalDb db, List<Webhook> webhooks, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, before) = (webhooks.FindAll(w => w.State == WebhookState.Asleep && w.StateSince <= now - ProbeEvery).ConvertAll(w => w.Id), now - ProbeEvery);
        return ids.Count == 0 ? [] : [.. await db.Set<WebhookHealth>().Where(h => ids.Contains(h.WebhookId) && !(h.LastFailureAt > before)).Select(h => h.WebhookId).ToListAsync(ct)];
    }

    // one run of a lane at a time
    private bool Begin(Id<Webhook> webhook, DeliveryLane lane, Func<Task> run)
    {
        if (running.TryGetValue((webhook, lane), out var before) && !before.IsCompleted)
        {
            return false;
        }

        running[(webhook, lane)] = Task.Run(() => GuardAsync(webhook, lane, run));
        return true;
    }

    private async Task GuardAsync(Id<Webhook> webhook, DeliveryLane lane, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (OperationCanceledException)
        {
            // the portal ends
        }
        catch (Exception error)
        {
            states.TryRemove(webhook, out _); // it begins again from what is stored: some events are sent twice, none is lost
            log.LogError(error, "The lane {Lane} of webhook {Webhook} stopped; going on from what is stored.", lane, webhook);
        }
    }
}

/// <summary>What all lanes share.</summary>
internal sealed record LaneParts(IEnumerable<IOutgoingEvents> Streams, WebhookTurns Turns, WebhookSettings Settings, WebhookAlerts Alerts);
