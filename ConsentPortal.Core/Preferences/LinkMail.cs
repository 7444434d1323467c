using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>The words of the mails that carry a preference link: to who lost it, and to who signed up for what they get already.</summary>
public sealed class LinkMail(PortalAddress address, MailWriter writer)
{
    public const string Kind = "preference_link", AlreadyKind = "already_subscribed";

    /// <summary>What an administrator may change of it.</summary>
    public static readonly MailKind Mail = new(Kind, new("LinkSubject", "sender"), "LinkButton",
        [new("Hello"), new("LinkIntro", "sender"), MailLine.Place("link"), new("LinkNotYou")], [new("link", PlaceShape.Link, Required: true)]);

    /// <summary>The same for who has it all: an unanswered form would look broken.</summary>
    public static readonly MailKind AlreadyMail = Mail with
    {
        Code = AlreadyKind, Subject = new("AlreadySubject", "sender"), Lines = [new("Hello"), new("AlreadyIntro", "sender"), MailLine.Place("link"), new("LinkNotYou")],
    };

    internal string Url(ComplianceProfile profile, string token) => address.Under(profile.Brand?.Host, $"/u/{token}");

    internal ValueTask<Letter> WriteAsync(PortalDb db, ComplianceProfile profile, LinkWords words, string url, CancellationToken ct)
        => writer.WriteAsync(db, words.Mail, ConfirmationMail.From(profile), words.Language, new MailValues().With("link", url), ct);
}

/// <summary>Language, and which of the two mails.</summary>
internal readonly record struct LinkWords(string Language, bool Already = false)
{
    public MailKind Mail => Already ? LinkMail.AlreadyMail : LinkMail.Mail;
}
