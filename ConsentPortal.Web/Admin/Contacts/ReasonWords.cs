using ConsentPortal.Core.Consent;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The structured reasons of events in words: those that staff choose from, and those that doors write by themselves.</summary>
internal static class ReasonWords
{
    public static string Of(string code, IStringLocalizer l) => code switch
    {
        "asked_for_it" => l["The person asked for it"],
        "too_frequent" => l["Too many messages"],
        "not_relevant" => l["Content is not relevant"],
        "did_not_sign_up" => l["Does not remember signing up"],
        "privacy_concerns" => l["Privacy concerns"],
        "left_company" => l["Left the company"],
        "wrong_person" => l["Wrong person"],
        "event" => l["At an event"],
        "contract" => l["With a contract"],
        "advertisement" => l["After an advertisement"],
        "landing_page" => l["On a landing page"],
        "open_complaint" => l["A complaint is open"],
        "absence" => l["Away for a while"],
        "correction" => l["Correction of a mistake"],
        "address_changed" => l["The address changed"],
        SettleWriter.Merged => l["Two records were merged"],
        SettleWriter.Parted => l["A merge was taken back"],
        StaffReasons.Other => l["Another reason"],
        _ => code.Replace('_', ' '),
    };
}
