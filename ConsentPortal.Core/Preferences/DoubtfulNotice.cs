using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Tells an address that something which looked like a mail scanner unsubscribed it, with a link that takes it back.</summary>
public sealed class DoubtfulNotice(SendEmail mail, PortalAddress address)
{
    public const string Kind = "doubtful_unsubscribe";
    private const int MaxPerDay = 3;

    /// <summary>Where the link in the mail leads.</summary>
    public static string Path(string token) => $"/c/undo/{token}";

    internal async ValueTask SendAsync(WriteSession session, ComplianceProfile profile, Id<ContactPoint> pointId, string language, IReadOnlyList<string> names, MadeOffer offer, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == pointId, ct);
        var since = session.Now - TimeSpan.FromHours(24);
        if (point is not { Channel: Channel.Email, Address: { } to } || await db.Set<Email>().CountAsync(e => e.PointId == pointId.Value && e.Kind == Kind && e.CreatedAt > since, ct) >= MaxPerDay)
        {
            return;
        }

        var sender = ConfirmationMail.Sender(profile);
        var body = new MailBody(language).Line(MailTexts.In(language, "Hello")).Line(MailTexts.In(language, "DoubtfulIntro")).List(names)
            .Line(MailTexts.In(language, "DoubtfulWhy")).Line(MailTexts.In(language, "DoubtfulAsk")).Button(MailTexts.In(language, "DoubtfulButton"), address.To(Path(offer.Token)))
            .Line(MailTexts.In(language, "DoubtfulUntil", offer.ExpiresAt.ToString("d MMMM yyyy", MailTexts.Culture(language)))).Foot(ConfirmationMail.Foot(profile));
        mail.Add(db, new(Kind, to, MailTexts.In(language, "DoubtfulSubject", sender), body, pointId.Value));
        await db.SaveChangesAsync(ct);
    }
}
