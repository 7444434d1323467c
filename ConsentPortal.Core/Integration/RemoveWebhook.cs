using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Ends a webhook: nothing is sent any more, what waited for it is dropped, its log goes with the next tidying.</summary>
public sealed class RemoveWebhook(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<Webhook> Id, int? Version = null);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
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

        if (command.Version is { } version && version != webhook.Version)
        {
            return EditWebhook.Overtaken();
        }

        webhook.Remove(db.Time.Now());
        return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.Removed, [new("url", EditWebhook.Shown(webhook.Url), null)], actor, ct) is { } problem ? problem : new Done();
    }
}
