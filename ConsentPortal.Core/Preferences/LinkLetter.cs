using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Sends an address its own preference link: at most three a day, and nothing where nothing may be sent at all.</summary>
public sealed class LinkLetter(SendEmail mail, SendText texts, LinkBack links, LinkMail letter, AddressHasher hasher)
{
    public const string Kind = LinkMail.Kind;
    public const int MaxPerDay = 3;

    /// <summary>To the address that somebody typed in, where the portal knows it.</summary>
    internal async ValueTask<bool> SendAsync(WriteSession session, PublicWish wish, ComplianceProfile profile, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        foreach (var channel in ContactPointKey.Guess(wish.Address) == Channel.Email ? new[] { Channel.Email } : [Channel.Sms, Channel.Voice])
        {
            var hash = ContactPointKey.TryParse(channel, wish.Address, out var key) ? hasher.Of(key).ToBytes() : [];
            if (await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.KeyHash == hash && p.ErasedAt == null, ct) is { } point)
            {
                return await SendAsync(session, point, profile, new(wish.Language), ct);
            }
        }

        return false;
    }

    internal async ValueTask<bool> SendAsync(WriteSession session, ContactPoint point, ComplianceProfile profile, LinkWords words, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var since = session.Now - TimeSpan.FromHours(24);
        if (point.Address is null || await links.OfAsync(point.Id, profile.Id, ct) is not { } link
            || await db.Set<Suppression>().AnyAsync(s => s.KeyHash == point.KeyHash && s.Scope == SuppressionScope.Address && s.Until == null, ct)
            || await db.Set<Email>().CountAsync(e => e.PointId == point.Id.Value && (e.Kind == Kind || e.Kind == LinkMail.AlreadyKind) && e.CreatedAt > since, ct)
                + await db.Set<TextMessage>().CountAsync(m => m.PointId == point.Id.Value && m.Kind == Kind && m.CreatedAt > since, ct) >= MaxPerDay)
        {
            return false;
        }

        var url = letter.Url(profile, link.Token);
        var queued = point.Channel.IsPhone() ? Text(db, point, profile, words, url) : point.Channel == Channel.Email && await MailAsync(db, point, profile, words, url, ct);
        await db.SaveChangesAsync(ct);
        return queued;
    }

    private async ValueTask<bool> MailAsync(PortalDb db, ContactPoint point, ComplianceProfile profile, LinkWords words, string url, CancellationToken ct)
    {
        var written = await letter.WriteAsync(db, profile, words, url, ct);
        return mail.Add(db, new(words.Mail.Code, point.Address!, written.Subject, written.Body, point.Id.Value)).Ok;
    }

    // half a day late it is still of use
    private bool Text(PortalDb db, ContactPoint point, ComplianceProfile profile, LinkWords words, string url)
        => texts.Add(db, new(Kind, point.Canonical!, MailTexts.In(words.Language, "LinkText", ConfirmationMail.Sender(profile), url), point.Id.Value, TimeSpan.FromHours(12))).Ok;
}
