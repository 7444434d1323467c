using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>What became of a question to an address or a number, as a key of PublicTexts; {0} is the address, masked.</summary>
internal static class AskedTexts
{
    public static string Of(SavedChoices what) => (what.Asked.Any(c => c.SwitchingOn == SwitchingOn.ByCode), what.Ask) switch
    {
        (true, AskOutcome.Sent) => "Please confirm with the code. We have just sent a text message to {0}; until you type its code in below, nothing changes for:",
        (true, AskOutcome.TooMany) => "Not asked again: {0} has already got five codes within an hour. Please try again later. It is about:",
        (true, _) => "We could not send a text message to {0}, so this stays off:",
        (_, AskOutcome.Sent) => "Please confirm by mail. We have just sent a mail to {0}; until you open its link, nothing changes for:",
        (_, AskOutcome.TooMany) => "Not asked again: {0} has already got three of these mails today. Please look for them in your inbox, or try again tomorrow. It is about:",
        _ => "We could not send a mail to {0}, so this stays off:",
    };
}
