using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>The words of a renewal: what the person gets, until when, and one button to go on. A commercial message in law (CASL), so it
/// leaves in a <see cref="CommercialEnvelope"/>: who sends it, from where, and the way out; or not at all.</summary>
public sealed class RenewalMail(PortalAddress address, PreferenceLinks links, MailWriter writer, MailSettings settings)
{
    public const string Kind = "renewal_request";

    /// <summary>What an administrator may change of it.</summary>
    public static readonly MailKind Mail = new(Kind, new("RenewalSubject", "sender"), "RenewalButton",
        [
            new("Hello"), new("RenewalIntro", "sender"), MailLine.Place("items"), new("RenewalAsk", "ends"), MailLine.Place("link"), new("ConfirmUntil", "until"), new("RenewalElse"),
            new("RenewalStop", "unsubscribe"),
        ],
        [new("items", PlaceShape.List, Required: true, "Newsletter", "Product updates"), new("ends"), new("until"), new("link", PlaceShape.Link, Required: true), new("unsubscribe")]);

    /// <summary>Raised when the sentence changes that people agree to.</summary>
    public const string Version = "renewal@1";

    /// <summary>The sentence that a confirmation agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask) => MailTexts.In(ask.Language, "RenewalWording", ConfirmationMail.Sender(ask.Profile), string.Join("; ", ask.Names));

    /// <summary>What keeps every renewal of this profile from leaving, with its mend; null = nothing.</summary>
    public Problem? Refuse(ComplianceProfile profile) => profile.CompanyName.Length == 0 || profile.PostalAddress.Length == 0
        ? Problem.Conflict("A mail that asks for consent must name who sends it and from where (CAN-SPAM, CASL). Add company and postal address to the profile.")
        : Envelope(profile, profile.DefaultLanguage, address.Under(profile.Brand?.Host, "/u/")).Problem;

    /// <summary>Refused where <see cref="Refuse"/> says so.</summary>
    internal async ValueTask<Outcome<SendEmail.Command>> WriteAsync(PortalDb db, ConfirmationAsk ask, AskLetter letter, CancellationToken ct)
    {
        if (Refuse(ask.Profile) is { } problem)
        {
            return problem;
        }

        var (language, unsubscribe) = (ask.Language, Unsubscribe(ask));
        var envelope = Envelope(ask.Profile, language, unsubscribe);
        if (!envelope.Ok)
        {
            return envelope.Problem!;
        }

        var values = new MailValues().With("items", ask.Lines).With("ends", MailTexts.Day(language, ask.Ends ?? letter.Expires)).With("until", MailTexts.Day(language, letter.Expires))
            .With("link", address.Under(ask.Profile.Brand?.Host, ConfirmationMail.Path(letter.Token))).With("unsubscribe", unsubscribe);
        var written = await writer.WriteAsync(db, Mail, ConfirmationMail.From(ask.Profile), language, values, ct);
        return new SendEmail.Command(Kind, letter.To, written.Subject, written.Body, ask.PointId.Value) { Commercial = envelope.Value };
    }

    private Outcome<CommercialEnvelope> Envelope(ComplianceProfile profile, string language, string url) => CommercialEnvelope.For(ConfirmationMail.From(profile), language, url, settings);

    private string Unsubscribe(ConfirmationAsk ask)
    {
        var (item, several) = (ask.Items[0], ask.Items.Count > 1);
        return address.Under(ask.Profile.Brand?.Host, "/u/" + links.Write(new()
        {
            PointId = ask.PointId, Profile = ask.Profile.Number, Purpose = item.Purpose.Number, Topic = several ? (short)0 : item.Topic?.Number ?? 0, ContactId = item.ContactId,
        }));
    }
}
