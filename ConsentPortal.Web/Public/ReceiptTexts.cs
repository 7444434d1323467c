using ConsentPortal.Core.Consent;

namespace ConsentPortal.Web.Public;

/// <summary>Statuses and acts as a receipt says them: keys of PublicTexts.</summary>
internal static class ReceiptTexts
{
    public static string Of(ConsentStatus status) => status switch
    {
        ConsentStatus.OptedIn => "agreed",
        ConsentStatus.OptedOut => "refused",
        ConsentStatus.Pending => "waiting for your confirmation",
        _ => "not answered",
    };

    public static string Of(ConsentAction action) => action switch
    {
        ConsentAction.Ticked => "by the boxes on our page",
        ConsentAction.Confirmed => "confirmed from your mailbox",
        ConsentAction.Gpc => "by the signal of your browser",
        ConsentAction.OneClick => "by the button of your mail program",
        _ => "by a button on our page",
    };
}
