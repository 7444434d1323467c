using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>The words of a double opt-in: who asks, for what, until when, and "ignore it if it was not you". No advertising: courts take
/// a confirmation mail with an offer in it for an unasked one.</summary>
public sealed class ConfirmationMail(PortalAddress address, MailWriter writer)
{
    public const string Kind = "opt_in_request", LevelKind = "level_request", ReminderKind = "opt_in_reminder";

    /// <summary>What an administrator may change of it.</summary>
    public static readonly MailKind Mail = new(Kind, new("ConfirmSubject", "sender"), "ConfirmButton",
        [new("Hello"), new("ConfirmIntro", "sender"), MailLine.Place("items"), new("ConfirmAsk"), MailLine.Place("link"), new("ConfirmUntil", "until"), new("ConfirmNotYou")],
        [new("items", PlaceShape.List, Required: true, "Newsletter", "Product updates"), new("until"), new("link", PlaceShape.Link, Required: true)]);

    /// <summary>The same where nothing but a higher consent level is asked for.</summary>
    public static readonly MailKind LevelMail = Mail with
    {
        Code = LevelKind, Lines = [new("Hello"), new("ConfirmLevelIntro", "sender"), MailLine.Place("items"), new("ConfirmLevelAsk"), MailLine.Place("link"), new("ConfirmUntil", "until"), new("ConfirmNotYou")],
    };

    /// <summary>The same once more, to who has not answered.</summary>
    public static readonly MailKind ReminderMail = Mail with { Code = ReminderKind, Subject = new("ReminderSubject", "sender") };

    /// <summary>Raised when the sentence changes that people agree to.</summary>
    public const string Version = "confirmation@1";

    /// <summary>Where the link in the mail leads.</summary>
    public static string Path(string token) => $"/c/{token}";

    /// <summary>The sentence that a confirmation agrees to; kept as evidence.</summary>
    public static string Wording(ConfirmationAsk ask)
        => MailTexts.In(ask.Language, ask.IsOnlyLevel ? "ConfirmLevelWording" : "ConfirmWording", Sender(ask.Profile), string.Join("; ", ask.Names));

    internal async ValueTask<SendEmail.Command> WriteAsync(PortalDb db, ConfirmationAsk ask, AskLetter letter, CancellationToken ct)
    {
        var kind = letter.Reminds ? ReminderMail : ask.IsOnlyLevel ? LevelMail : Mail;
        var values = new MailValues().With("items", ask.Lines).With("until", MailTexts.Day(ask.Language, letter.Expires)).With("link", address.Under(ask.Profile.Brand?.Host, Path(letter.Token)));
        var written = await writer.WriteAsync(db, kind, From(ask.Profile), ask.Language, values, ct);
        return new(kind.Code, letter.To, written.Subject, written.Body, ask.Asked.Value);
    }

    /// <summary>The name that a reader knows: the company, else the profile.</summary>
    public static string Sender(ComplianceProfile profile) => profile.CompanyName.Length > 0 ? profile.CompanyName : profile.Name;

    /// <summary>Who writes in a profile's name, for every mail under it.</summary>
    public static MailSender From(ComplianceProfile profile) => new(profile.Id.Value, profile.Code, Sender(profile), profile.PostalAddress) { From = From(profile.Brand) };

    // an address of its own goes with a name of its own
    private static MailFrom From(Brand? brand) => brand is null ? MailFrom.Portal
        : new(brand.SenderName.Length > 0 || brand.SenderAddress.Length == 0 ? brand.SenderName : brand.Name, brand.SenderAddress, brand.ReplyTo);
}
