using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.OwnAccount;

/// <summary>What the page about one's own security says after an act.</summary>
internal static class SecuritySaid
{
    public static string? Sentence(string? said, IStringLocalizer<Texts> L) => said switch
    {
        "off" => L["The authenticator app is turned off. Your password alone is enough again."].Value,
        "ended" => L["That session is ended."].Value,
        "others" => L["All your other sessions are ended."].Value,
        "recovery" => L["You signed in with a recovery code; it will not work again. Below you see how many are left."].Value,
        "passkey" => L["The passkey is added. Next time you can sign in with it."].Value,
        "renamed" => L["The passkey has its new name."].Value,
        "removed" => L["The passkey is removed."].Value,
        _ => null,
    };
}
