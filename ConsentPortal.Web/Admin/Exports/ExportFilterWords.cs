using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Audit;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>What an export was narrowed to, in words: it is kept as codes (<c>purpose=commercial, status=optedOut</c>). What has no words is shown as it is.</summary>
internal static class ExportFilterWords
{
    public static string Of(IStringLocalizer<Texts> L, string described) => string.Join(" · ", described.Split(", ").Select(part => part.Split('=', 2) is [var name, var value] ? Of(L, name, value) : part));

    private static string Of(IStringLocalizer<Texts> L, string name, string value) => name switch
    {
        "profile" => L["Profile: {0}", value],
        "purpose" => L["Purpose: {0}", value],
        "topic" => value == "none" ? L["No topic"] : L["Topic: {0}", value],
        "channel" => Word.TryParse<Channel>(value, out var channel) ? Contacts.Words.Of(channel, L) : value,
        "status" => Word.TryParse<ConsentStatus>(value, out var status) ? EventWords.Status(L, status) : value,
        "from" => L["Since {0}", Day(value)],
        "until" => L["Until {0}", Day(value)],
        "contact" => L["One contact"],
        "point" => L["Certain addresses"],
        "source" => L["Source: {0}", value],
        "import" => L["One import"],
        "flagged" => L["Flagged only"],
        "search" => L["A search"],
        _ => $"{name}: {value}",
    };

    private static string Day(string value) => value.Replace('T', ' ').TrimEnd('Z');
}
