using ConsentPortal.Core.Consent;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Flagged;

/// <summary>Signs, messages and networks in the words of the page.</summary>
internal static class FlagWords
{
    public static string Sign(IStringLocalizer l, ScannerSign sign) => sign switch
    {
        ScannerSign.NoLanguage => l["The browser named no language"],
        ScannerSign.Program => l["It called itself a program"],
        ScannerSign.TooFast => l["Sent faster than anybody reads"],
        ScannerSign.NoAgent => l["It did not say what browser it was"],
        _ => l["Many people's links from one network within a minute"],
    };

    public static string Message(IStringLocalizer l, string name) => name.Length > 0 ? name : l["Message not named"];

    public static string Network(IStringLocalizer l, string? network) => string.IsNullOrEmpty(network) ? l["Unknown network"] : network;

    /// <summary>How long after the message's first link.</summary>
    public static string After(IStringLocalizer l, TimeSpan after) => after switch
    {
        { TotalMinutes: < 1 } => l["Less than a minute after the message"],
        { TotalMinutes: < 2 } => l["1 minute after the message"],
        { TotalHours: < 2 } => l["{0} minutes after the message", (int)after.TotalMinutes],
        { TotalDays: < 2 } => l["{0} hours after the message", (int)after.TotalHours],
        _ => l["{0} days after the message", (int)after.TotalDays],
    };
}
