using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Gives a webhook a new secret, shown this once. The old one goes on signing for a day, so that nothing is refused while the
/// receiver changes over; or it is ended at once.</summary>
public sealed class RotateWebhookSecret(IDbContextFactory<PortalDb> databases, WebhookSecrets secrets)
{
    /// <param name="EndOld">Makes no new secret: ends the one before, because the receiver knows the new one, or because the old one leaked.</param>
    public sealed record Command(Id<Webhook> Id, bool EndOld = false);

    /// <param name="Secret">Null where only the old one was ended.</param>
    /// <param name="OldUntil">Until then both sign; null = only the new one does.</param>
    public sealed record View(string? Secret, DateTimeOffset? OldUntil);

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

        if (command.EndOld)
        {
            webhook.EndOldSecret();
            return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.OldSecretEnded, [], actor, ct) is { } late ? late : new View(null, null);
        }

        var (shown, kept) = secrets.New(webhook.Id);
        webhook.Sign(kept, db.Time.Now());
        return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.SecretRotated, [], actor, ct) is { } problem ? problem : new View(shown, webhook.OldSecretUntil);
    }
}
