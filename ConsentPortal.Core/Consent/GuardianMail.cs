using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks a child's parent or guardian (GDPR art. 8): who asks, for what, for whom, and what happens if nobody answers.</summary>
public sealed class GuardianMail(PortalAddress address)
{
    public static string Subject(ConfirmationAsk ask) => MailTexts.In(ask.Language, "GuardianSubject", ConfirmationMail.Sender(ask.Profile));

    /// <summary>The sentence that the guardian agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask)
        => MailTexts.In(ask.Language, "GuardianWording", ConfirmationMail.Sender(ask.Profile), string.Join("; ", ask.Items.Select(i => i.Name(ask.Language))));

    /// <param name="child">The child's address, masked: enough for who knows it.</param>
    public MailBody Body(ConfirmationAsk ask, string child, string token, DateTimeOffset expires)
    {
        var language = ask.Language;
        return new MailBody(language)
            .Line(MailTexts.In(language, "Hello"))
            .Line(MailTexts.In(language, "GuardianIntro", child, ConfirmationMail.Sender(ask.Profile)))
            .List(ask.Items.Select(i => i.Line(language)))
            .Line(MailTexts.In(language, "GuardianAsk"))
            .Button(MailTexts.In(language, "ConfirmButton"), address.To(ConfirmationMail.Path(token)))
            .Line(MailTexts.In(language, "ConfirmUntil", expires.ToString("d MMMM yyyy", MailTexts.Culture(language))))
            .Line(MailTexts.In(language, "GuardianNotYou"))
            .Foot(ConfirmationMail.Foot(ask.Profile));
    }
}
