using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Consent;

/// <summary>The words of a double opt-in: who asks, for what, until when, and "ignore it if it was not you". No advertising: courts take
/// a confirmation mail with an offer in it for an unasked one.</summary>
public sealed class ConfirmationMail(PortalAddress address)
{
    public const string Kind = "opt_in_request";

    /// <summary>Raised when the sentence changes that people agree to.</summary>
    public const string Version = "confirmation@1";

    /// <summary>Where the link in the mail leads.</summary>
    public static string Path(string token) => $"/c/{token}";

    public static string Subject(ConfirmationAsk ask) => MailTexts.In(ask.Language, "ConfirmSubject", Sender(ask.Profile));

    /// <summary>The sentence that a confirmation agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask)
        => MailTexts.In(ask.Language, ask.IsOnlyLevel ? "ConfirmLevelWording" : "ConfirmWording", Sender(ask.Profile), string.Join("; ", ask.Names));

    public MailBody Body(ConfirmationAsk ask, string token, DateTimeOffset expires)
    {
        var language = ask.Language;
        var sender = Sender(ask.Profile);
        return new MailBody(language)
            .Line(MailTexts.In(language, "Hello"))
            .Line(MailTexts.In(language, ask.IsOnlyLevel ? "ConfirmLevelIntro" : "ConfirmIntro", sender))
            .List(ask.Lines)
            .Line(MailTexts.In(language, ask.IsOnlyLevel ? "ConfirmLevelAsk" : "ConfirmAsk"))
            .Button(MailTexts.In(language, "ConfirmButton"), address.To(Path(token)))
            .Line(MailTexts.In(language, "ConfirmUntil", expires.ToString("d MMMM yyyy", MailTexts.Culture(language))))
            .Line(MailTexts.In(language, "ConfirmNotYou"))
            .Foot(Foot(ask.Profile));
    }

    /// <summary>The name that a reader knows: the company, else the profile.</summary>
    public static string Sender(ComplianceProfile profile) => profile.CompanyName.Length > 0 ? profile.CompanyName : profile.Name;

    internal static string Foot(ComplianceProfile profile) => string.Join('\n', new[] { Sender(profile), profile.PostalAddress }.Where(l => l.Length > 0));
}
