using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Consent;

/// <summary>The words of a renewal: what the person gets, until when, and one button to go on. A commercial message in law (CASL), so it
/// carries who sends it, from where, and the way out.</summary>
public sealed class RenewalMail(PortalAddress address, PreferenceLinks links)
{
    public const string Kind = "renewal_request";

    /// <summary>Raised when the sentence changes that people agree to.</summary>
    public const string Version = "renewal@1";

    public static string Subject(ConfirmationAsk ask) => MailTexts.In(ask.Language, "RenewalSubject", ConfirmationMail.Sender(ask.Profile));

    /// <summary>The sentence that a confirmation agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask)
        => MailTexts.In(ask.Language, "RenewalWording", ConfirmationMail.Sender(ask.Profile), string.Join("; ", ask.Items.Select(i => i.Name(ask.Language))));

    /// <param name="expires">When the link stops working.</param>
    public MailBody Body(ConfirmationAsk ask, string token, DateTimeOffset expires)
    {
        var (language, sender) = (ask.Language, ConfirmationMail.Sender(ask.Profile));
        var culture = MailTexts.Culture(language);
        return new MailBody(language)
            .Line(MailTexts.In(language, "Hello"))
            .Line(MailTexts.In(language, "RenewalIntro", sender))
            .List(ask.Items.Select(i => i.Line(language)))
            .Line(MailTexts.In(language, "RenewalAsk", (ask.Ends ?? expires).ToString("d MMMM yyyy", culture)))
            .Button(MailTexts.In(language, "RenewalButton"), address.To(ConfirmationMail.Path(token)))
            .Line(MailTexts.In(language, "ConfirmUntil", expires.ToString("d MMMM yyyy", culture)))
            .Line(MailTexts.In(language, "RenewalElse"))
            .Line(MailTexts.In(language, "RenewalStop", Unsubscribe(ask)))
            .Foot(ConfirmationMail.Foot(ask.Profile));
    }

    /// <summary>The pair of RFC 8058: a mailbox offers its own Unsubscribe button for it.</summary>
    public Dictionary<string, string> Headers(ConfirmationAsk ask) => new(StringComparer.Ordinal)
    {
        ["List-Unsubscribe"] = $"<{Unsubscribe(ask)}>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };

    private string Unsubscribe(ConfirmationAsk ask)
    {
        var (item, several) = (ask.Items[0], ask.Items.Count > 1);
        return address.To("/u/" + links.Write(new()
        {
            PointId = ask.PointId, Profile = ask.Profile.Number, Purpose = item.Purpose.Number, Topic = several ? (short)0 : item.Topic?.Number ?? 0, ContactId = item.ContactId,
        }));
    }
}
