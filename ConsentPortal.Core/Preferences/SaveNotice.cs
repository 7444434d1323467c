using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Tells an address what was switched off by its link, with a link that takes it back: because it looked like a mail scanner, or
/// because somebody else may hold a forwarded mail. No advertising; at most 3 a day, kind and address; never to a dead address.</summary>
public sealed class SaveNotice(SendEmail mail, MailWriter writer, PortalAddress address)
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
            var letter = await WriteAsync(db, save, offer, language, last: before == MaxPerDay - 1, ct);
            mail.Add(db, new(kind, to, letter.Subject, letter.Body, point.Id.Value));
            await db.SaveChangesAsync(ct);
        }
    }

    private ValueTask<Letter> WriteAsync(PortalDb db, Offering save, MadeOffer offer, string language, bool last, CancellationToken ct)
        => writer.WriteAsync(db, save.Doubtful ? DoubtfulNotice.Mail : ChangeNotice.Mail, ConfirmationMail.From(save.Profile), language, new MailValues().With("items", save.Off(language))
            .With("link", address.To(DoubtfulNotice.Path(offer.Token))).With("until", MailTexts.Day(language, offer.ExpiresAt)).With("limit", last ? MailTexts.In(language, "ChangedLast") : ""), ct);

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
