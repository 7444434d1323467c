using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>What a check came to, as keys of PublicTexts.</summary>
internal static class VerifyTexts
{
    public static string Title(VerifyReceipt.View result) => result switch
    {
        { Verdict: ReceiptVerdict.Genuine, FileChanged: false } => "This receipt is genuine",
        { Verdict: ReceiptVerdict.Genuine } => "The signed data is genuine, the page around it is not",
        { Verdict: ReceiptVerdict.Changed } => "This receipt was changed",
        { Verdict: ReceiptVerdict.ForeignKey } => "This receipt is not from us",
        { Verdict: ReceiptVerdict.NotSigned } => "This receipt is not signed",
        _ => "This is no receipt",
    };

    public static string Sentence(VerifyReceipt.View result) => result switch
    {
        { Verdict: ReceiptVerdict.Genuine, FileChanged: false } => "It was issued by us and says what it said on that day, word for word:",
        { Verdict: ReceiptVerdict.Genuine } => "What the file shows was changed, or a browser saved it anew. What counts is what was signed:",
        { Verdict: ReceiptVerdict.Changed } => "It carries our signature, but something in it is not as it was when we signed it. Do not rely on it.",
        { Verdict: ReceiptVerdict.ForeignKey } => "It is signed with a key that is not ours. Perhaps another company issued it.",
        { Verdict: ReceiptVerdict.NotSigned } => "Without a signature nobody can tell whether it is genuine.",
        _ => "We could not find a receipt in it. Bring the file just as it was downloaded.",
    };

    public static string State(string term) => term switch
    {
        "ConsentGiven" or "RenewedConsentGiven" => "agreed",
        "ConsentWithdrawn" or "ConsentRefused" or "ConsentRevoked" => "refused",
        "ConsentRequested" => "waiting for your confirmation",
        _ => "not answered",
    };
}
