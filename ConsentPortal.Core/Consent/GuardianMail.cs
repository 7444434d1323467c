using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks a child's parent or guardian (GDPR art. 8): who asks, for what, for whom, and what happens if nobody answers.</summary>
public sealed class GuardianMail(PortalAddress address, MailWriter writer)
{
    public const string Kind = "guardian_request", ReminderKind = "guardian_reminder";

    /// <summary>What an administrator may change of it. <c>{child}</c> is the child's address, masked: enough for who knows it.</summary>
    public static readonly MailKind Mail = new(Kind, new("GuardianSubject", "sender"), "ConfirmButton",
        [new("Hello"), new("GuardianIntro", "child", "sender"), MailLine.Place("items"), new("GuardianAsk"), MailLine.Place("link"), new("ConfirmUntil", "until"), new("GuardianNotYou")],
        [new("child", PlaceShape.Word, Required: false, "k…@e….com"), new("items", PlaceShape.List, Required: true, "Newsletter", "Product updates"), new("until"), new("link", PlaceShape.Link, Required: true)]);

    /// <summary>The same once more, to who has not answered.</summary>
    public static readonly MailKind ReminderMail = Mail with { Code = ReminderKind, Subject = ConfirmationMail.ReminderMail.Subject };

    /// <summary>The sentence that the guardian agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask) => MailTexts.In(ask.Language, "GuardianWording", ConfirmationMail.Sender(ask.Profile), string.Join("; ", ask.Items.Select(i => i.Name(ask.Language))));

    /// <param name="child">The child's address, masked.</param>
    internal async ValueTask<SendEmail.Command> WriteAsync(PortalDb db, ConfirmationAsk ask, string child, AskLetter letter, CancellationToken ct)
    {
        var kind = letter.Reminds ? ReminderMail : Mail;
        var values = new MailValues().With("child", child).With("items", ask.Items.Select(i => i.Line(ask.Language))).With("until", MailTexts.Day(ask.Language, letter.Expires))
            .With("link", address.Under(ask.Profile.Brand?.Host, ConfirmationMail.Path(letter.Token)));
        var written = await writer.WriteAsync(db, kind, ConfirmationMail.From(ask.Profile), ask.Language, values, ct);
        return new(kind.Code, letter.To, written.Subject, written.Body, ask.Asked.Value);
    }
}
