using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Tells a webhook of what was before: consent events from a point of the feed on, in a lane that live events never wait for.
/// Asked again, it begins again.</summary>
public sealed class BackfillWebhook(IDbContextFactory<PortalDb> databases, IEnumerable<IOutgoingEvents> streams)
{
    /// <param name="After">As in the feed: behind the event with this sequence number; 0 = from the first.</param>
    public sealed record Command(Id<Webhook> Id, long After = 0);

    /// <summary>Answers how many events lie between that point and now.</summary>
    public async Task<Outcome<long>> RunAsync(Command command, Actor actor, CancellationToken ct)
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

        if (WebhookReach.Unread(webhook.Kinds, actor) is { } unread)
        {
            return unread;
        }

        var feed = streams.First(s => s.Kinds.Contains(OutgoingKinds.ConsentChanged));
        var head = await feed.HeadAsync(ct);
        if (!webhook.Kinds.Contains(OutgoingKinds.ConsentChanged) || command.After < 0 || command.After > head)
        {
            return Problem.Invalid("after", webhook.Kinds.Contains(OutgoingKinds.ConsentChanged) ? $"Send a place of the feed, from 0 to {head}." : "This webhook is not told of consent events.");
        }

        var cursor = await db.Set<WebhookCursor>().FirstOrDefaultAsync(c => c.WebhookId == webhook.Id && c.Stream == feed.Stream && c.Lane == DeliveryLane.Replay, ct) ?? db.Add(new WebhookCursor { WebhookId = webhook.Id, Stream = feed.Stream, Lane = DeliveryLane.Replay }).Entity;
        (cursor.Sequence, cursor.UpTo) = (command.After, head);
        var left = cursor.UpTo - cursor.Sequence;
        var after = command.After.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.BackfillStarted, [new("after", null, after)], actor, ct) is { } problem ? problem : left;
    }
}
