using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Says in the same save that a webhook stopped or came back by itself: to the audit trail, and when it stopped to the
/// administrators by mail.</summary>
public sealed class WebhookAlerts(SendEmail mail)
{
    public const string MailKind = "webhook_stopped";

    internal async Task TellAsync(PortalDb db, Webhook webhook, CancellationToken ct)
    {
        var application = await db.Set<Application>().Where(a => a.Id == webhook.ApplicationId).Select(a => a.Name).SingleAsync(ct);
        var kind = webhook.State switch { WebhookState.Active => WebhookChanged.Woken, WebhookState.Asleep => WebhookChanged.FellAsleep, _ => WebhookChanged.SwitchedOff };
        db.Announce(new WebhookChanged(kind, webhook.Id) { SubjectName = application, Changes = [new("reason", null, Word.Of(webhook.Reason))] }, Actor.System);
        foreach (var person in webhook.State == WebhookState.Active ? [] : await AdministratorsAsync(db, ct))
        {
            var host = new Uri(webhook.Url).Host;
            var body = new MailBody(person.Language).Line(MailTexts.In(person.Language, webhook.State == WebhookState.Asleep ? "WebhookAsleep" : "WebhookGone", application, host));
            mail.Add(db, new(MailKind, person.Email, MailTexts.In(person.Language, "WebhookStopped", application), body));
        }
    }

    // this room knows members by their columns, not the Team room's type
    private static Task<List<Administrator>> AdministratorsAsync(PortalDb db, CancellationToken ct) => db.Database.SqlQuery<Administrator>(
        $"SELECT email AS \"Email\", language AS \"Language\" FROM team_members WHERE role = 'administrator' AND NOT disabled AND password_hash IS NOT NULL AND email IS NOT NULL").ToListAsync(ct);

    internal sealed record Administrator(string Email, string Language);
}
