using System.Globalization;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.SignIn;

/// <summary>Sign-ins and sessions as people read them.</summary>
internal static class SignInWords
{
    public static string Device(string device, IStringLocalizer<Texts> L) => device.Length > 0 ? device : L["Unknown device"];

    public static string From(string network, string? ip, IStringLocalizer<Texts> L) => (network, ip) switch
    {
        (_, { Length: > 0 }) => L["from {0}", ip],
        ({ Length: > 0 }, _) => L["from the network {0}", network],
        _ => L["from an unknown place"],
    };

    // these pages have no script to ask the browser for its clock
    public static string At(DateTimeOffset at) => $"{at.UtcDateTime.ToString(DatePatterns.Moment, CultureInfo.CurrentCulture)} UTC";

    public static string By(SignInWay way, IStringLocalizer<Texts> L) => way switch
    {
        SignInWay.Authenticator => L["by password and code"],
        SignInWay.RecoveryCode => L["by password and recovery code"],
        SignInWay.Passkey => L["by passkey"],
        _ => L["by password"],
    };

    public static Look Result(SignInResult result, IStringLocalizer<Texts> L) => result switch
    {
        SignInResult.SignedIn => Look.Ok(L["Signed in"]),
        SignInResult.WrongPassword => Look.Warn(L["Wrong password"], "warning"),
        SignInResult.WrongCode => Look.Warn(L["Wrong code"], "warning"),
        _ => Look.Bad(L["Locked after too many tries"], "lock"),
    };
}
