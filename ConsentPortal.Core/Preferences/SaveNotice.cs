using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Tells an address what was switched off by its link, with a link that takes it back: because it looked like a mail scanner, or
/// because somebody else may hold a forwarded mail. No advertising; at most 3 a day, kind and address; never to a dead address.</summary>
public sealed class SaveNotice(SendEmail mail, PortalAddress address)
{
    public const int MaxPerDay = 3;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    internal async ValueTask SendAsync(WriteSession session, Offering save, MadeOffer offer, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var kind = save.Doubtful ? DoubtfulNotice.Kind : ChangeNotice.Kind;
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == save.Link.PointId, ct);
        if (point is not { Channel: Channel.Email, Address: { } to } || await IsDeadAsync(db, point, ct))
        {
            return;
        }

        var since = session.Now - Day;
        var before = await db.Set<Email>().CountAsync(e => e.PointId == point.Id.Value && e.Kind == kind && e.CreatedAt > since, ct);
        if (before < MaxPerDay)
        {
            var language = await LanguageAsync(db, save, ct);
            var body = Body(save, offer, language, last: before == MaxPerDay - 1 && !save.Doubtful);
            mail.Add(db, new(kind, to, MailTexts.In(language, $"{Words(save)}Subject", ConfirmationMail.Sender(save.Profile)), body, point.Id.Value));
            await db.SaveChangesAsync(ct);
        }
    }

    private MailBody Body(Offering save, MadeOffer offer, string language, bool last)
    {
        var words = Words(save);
        var body = new MailBody(language).Line(MailTexts.In(language, "Hello")).Line(MailTexts.In(language, $"{words}Intro")).List(save.Off(language))
            .Line(MailTexts.In(language, $"{words}Why")).Line(MailTexts.In(language, $"{words}Ask"))
            .Button(MailTexts.In(language, "DoubtfulButton"), address.To(DoubtfulNotice.Path(offer.Token)))
            .Line(MailTexts.In(language, "DoubtfulUntil", offer.ExpiresAt.ToString("d MMMM yyyy", MailTexts.Culture(language))));
        return (last ? body.Line(MailTexts.In(language, "ChangedLast")) : body).Foot(ConfirmationMail.Foot(save.Profile));
    }

    private static string Words(Offering save) => save.Doubtful ? "Doubtful" : "Changed";

    // whoever pressed the button may read another language than the person: theirs, where it is known
    private static async Task<string> LanguageAsync(PortalDb db, Offering save, CancellationToken ct)
    {
        var contacts = await LinkPoints.ContactsAsync(db, save.Link, ct);
        var known = await db.Set<Contact>().Where(c => contacts.Contains(c.Id) && c.Language != "").Select(c => c.Language).Distinct().Take(2).ToListAsync(ct);
        return known is [var only] ? only : save.Visitor.Language;
    }

    private static Task<bool> IsDeadAsync(PortalDb db, ContactPoint point, CancellationToken ct)
        => db.Set<Suppression>().AnyAsync(s => s.KeyHash == point.KeyHash && s.Scope == SuppressionScope.Address && s.Until == null, ct);
}
