using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>What mails are for and how they fare, in the words of the page.</summary>
internal static class MailWords
{
    public static string Kind(IStringLocalizer l, string kind) => kind switch
    {
        ConfirmationMail.Kind => l["Asks to confirm an opt-in"],
        ConfirmationMail.LevelKind => l["Asks to confirm a consent level"],
        ConfirmationMail.ReminderKind => l["Reminds of an open confirmation"],
        GuardianMail.Kind => l["Asks a parent or guardian"],
        GuardianMail.ReminderKind => l["Reminds a parent or guardian"],
        RenewalMail.Kind => l["Asks to renew a consent"],
        LinkMail.Kind => l["Sends the preference link"],
        LinkMail.AlreadyKind => l["Says that somebody is subscribed already"],
        DoubtfulNotice.Kind => l["Tells of a doubtful unsubscribe"],
        ChangeNotice.Kind => l["Tells of changed choices"],
        SendAddressCode.Kind => l["Carries a code that proves an address"],
        _ when RequestMailWords.Kind(l, kind) is { } words => words,
        SendTestMail.Kind => l["Test of a text"],
        HeadSender.MailKind => l["Publishes the ledger's head"],
        "password" => l["Password link"],
        "security" => l["Change of a sign-in"],
        _ => kind.Replace('_', ' '),
    };

    public static Look Of(IStringLocalizer l, EmailState state) => state switch
    {
        EmailState.Sent => Look.Ok(l["Sent"]),
        EmailState.Failed => Look.Bad(l["Given up"], "error"),
        EmailState.Unknown => Look.Bad(l["Not known"], "help"),
        EmailState.Sending => Look.Info(l["Being sent"]),
        _ => Look.Warn(l["Waiting"]),
    };

    public static Look Of(IStringLocalizer L, TextState state) => state switch
    {
        TextState.Sent => Look.Ok(L["Sent"]),
        TextState.GivenUp => Look.Bad(L["Given up"], "error"),
        _ => Look.Warn(L["Waiting"]),
    };

    public static string Tries(IStringLocalizer l, int attempts) => attempts == 1 ? l["1 try"] : l["{0} tries", attempts];

    /// <summary>Whether a text has words of its own.</summary>
    public static Look Of(IStringLocalizer l, bool edited) => edited ? Look.Info(l["Own words"]) : Look.Plain(l["As shipped"]);

    /// <summary>What the portal puts into a place of a text.</summary>
    public static string Place(IStringLocalizer l, string name) => name switch
    {
        "sender" => l["The company, else the profile's name."],
        "items" => l["What it is about, as a list."],
        "until" => l["The day until which it works."],
        "link" => l["The button, and its address in plain text."],
        "code" => l["The six digits."],
        "ends" => l["The day on which the consent ends."],
        "number" or "received" or "term" or "due" or "words" or "reason" or "remedies" or "preferences" => RequestMailWords.Place(l, name),
        "child" => l["The child's address, with most of it left out."],
        "unsubscribe" => l["The address of the page to unsubscribe, in plain text."],
        "limit" => l["In the last mail of a day, that no more will follow; else nothing."],
        _ => name,
    };

    /// <summary>A mail that left cannot be sent again; one that waits for its next try can be tried at once.</summary>
    public static bool MayResend(EmailState state, int attempts) => state is EmailState.Failed or EmailState.Unknown || (state == EmailState.Queued && attempts > 0);

    public static EmailState? State(string? word) => Word.TryParse<EmailState>(word ?? "", out var state) ? state : null;
}
