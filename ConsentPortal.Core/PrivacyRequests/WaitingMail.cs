using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Mails to a person that wait and ask for consent: once the use of their data is restricted none of them leaves any more (GDPR art. 18(2)).
/// What they asked for themselves, such as the answer to a request, still does.</summary>
internal static class WaitingMail
{
    public const string Why = "The use of this person's data was restricted before this mail left.";

    private static readonly string[] Asking = [RenewalMail.Kind, ConfirmationMail.ReminderKind, GuardianMail.ReminderKind];

    /// <summary>In the caller's save: a worker that takes one at this instant makes it lose the race, and it is done again.</summary>
    public static async Task StopAsync(PortalDb db, Contact contact, DateTimeOffset now, CancellationToken ct)
    {
        List<long> points = [.. contact.Links.Where(l => l.IsOpen).Select(l => l.PointId.Value)];
        var waiting = await db.Set<Email>().Where(e => e.State == EmailState.Queued && points.Contains(e.PointId) && Asking.Contains(e.Kind)).ToListAsync(ct);
        waiting.ForEach(e => e.Refused(Why, now));
    }
}
