using ConsentPortal.Web.Admin.Compliance;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What each class of data is, and why it is kept so long.</summary>
internal static class RetentionWords
{
    /// <param name="code">Of a class; in the log with the law whose profiles a line is about: <c>requests/ccpa</c>.</param>
    public static string Name(IStringLocalizer<Texts> L, string code) => code.Split('/') is [var kind, var law] ? L["{0}: {1}", Of(L, kind), RuleWords.Regime(L, law)] : Of(L, code);

    private static string Of(IStringLocalizer<Texts> L, string code) => code switch
    {
        "requests" => L["Closed privacy requests"],
        "submissions" => L["Submissions of people we do not know"],
        "questions" => L["Unanswered opt-in questions"],
        "forms" => L["Sign-up forms"],
        "evidence" => L["Evidence of past consent"],
        "erased_proof" => L["Proof of consent of erased people"],
        "audit" => L["Values in the audit trail"],
        "mails" => L["Sent mails"],
        "texts" => L["Sent text messages"],
        "exports" => L["Export files"],
        "rejected_rows" => L["Rejected rows of imports"],
        "import_files" => L["Files of unfinished imports"],
        "sign_ins" => L["Sign-ins of the team"],
        "webhook_log" => L["Log of webhooks"],
        "phone_evidence" => L["Evidence of past consent to calls and texts"],
        _ => code,
    };

    public static string Why(IStringLocalizer<Texts> L, string code) => code switch
    {
        "requests" => L["What tells who it was goes with all files and packages; number, dates and outcome stay. Claims lapse after three years in most of Europe."],
        "submissions" => L["Once answered there is no use in what a stranger wrote, or in an address that was passed on to us."],
        "questions" => L["Who never confirmed never became a contact. A question may stay open for 28 days."],
        "forms" => L["What was ticked became consent long since, or was never confirmed."],
        "evidence" => L["Network address, browser and reasons beside answers that no longer stand. What stands is proved as long as it stands; wordings and the ledger stay for ever."],
        "phone_evidence" => L["The same of calls and text messages: Germany (UWG § 7a) and the rules on telephone sales in the United States ask for five years."],
        "erased_proof" => L["Events and records by the number of a blank address, until claims lapse. The seals of the ledger stay, and so does what stops marketing to the address."],
        "audit" => L["The entry goes on to say who did what and when; old and new values go. Records of requests are kept for 24 months at least."],
        "mails" => L["To whom and about what, as long as somebody may ask whether it came."],
        "texts" => L["To which number and what for, as long as somebody may ask whether it came."],
        "exports" => L["Copies of personal data outside of every rule: as short as possible."],
        "rejected_rows" => L["Time to mend them and to load them again."],
        "import_files" => L["Drafts and stopped imports that nobody went on with."],
        "sign_ins" => L["To notice a misused account. Network addresses go after 30 days in any case."],
        "webhook_log" => L["Dead letters stay three times as long; an opt-out that nobody heard is never dropped."],
        _ => "",
    };
}
