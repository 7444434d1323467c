using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Saves a changed webhook and says so under its application's name; of two at once the second is told.</summary>
internal static class WebhookSaves
{
    public static async Task<Problem?> SaveAsync(PortalDb db, Webhook webhook, string kind, IReadOnlyList<Change> changes, Actor actor, CancellationToken ct)
    {
        var application = await db.Set<Application>().Where(a => a.Id == webhook.ApplicationId).Select(a => a.Name).SingleAsync(ct);
        db.Announce(new WebhookChanged(kind, webhook.Id) { SubjectName = application, Changes = changes }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return EditWebhook.Overtaken();
        }
    }
}
