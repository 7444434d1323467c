using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The words of an erasure: what its codes mean.</summary>
internal static class ErasureWords
{
    public static Look Of(IStringLocalizer<Texts> L, ErasureOutcome outcome) => outcome switch
    {
        ErasureOutcome.Erase => Look.Bad(L["Erased"], "delete_forever"),
        ErasureOutcome.Anonymise => Look.Info(L["Made anonymous"], "visibility_off"),
        ErasureOutcome.Unlink => Look.Info(L["Link removed"], "link_off"),
        _ => Look.Warn(L["Kept"], "inventory_2"),
    };

    public static string Category(IStringLocalizer<Texts> L, string category) => category switch
    {
        "contact" => L["Person record with its fields and history"],
        "addresses" => L["Addresses of the person"],
        "shared-addresses" => L["Addresses that somebody else has too"],
        "audit" => L["Values in the audit trail"],
        "notes" => L["Notes and reasons that name the person"],
        "mails" => L["Emails to or about the person"],
        "texts" => L["Text messages"],
        "consent-proof" => L["Proof of consent"],
        "consent-evidence" => L["Words and origins beside consent"],
        "consent-questions" => L["Open questions, codes and confirmations"],
        "merges" => L["Originals of merged records"],
        "answers" => L["Kept answers to programs"],
        "sign-ups" => L["Sign-up forms"],
        "leaving-reasons" => L["Words on leaving"],
        "views" => L["Saved views"],
        "team-account" => L["Account of a member of the team"],
        "rejected-rows" => L["Refused rows of imports"],
        "source-rows" => L["Rows of data sources"],
        "import-names" => L["File names of imports"],
        "staged-imports" => L["Files that wait to be imported"],
        "export-files" => L["Exported files"],
        "export-words" => L["Filters and reasons of exports"],
        "submissions" => L["What was submitted, and notes on it"],
        "cases" => L["The case itself: kind, dates, decisions"],
        _ => category,
    };

    public static string Exception(IStringLocalizer<Texts> L, string code) => code switch
    {
        "proof-of-consent" => L["proof of consent, GDPR art. 17(3)(b) and (e)"],
        "legal-claims" => L["legal claims, GDPR art. 17(3)(e)"],
        "other-purpose" => L["held for another purpose"],
        _ => code,
    };

    public static string Warning(IStringLocalizer<Texts> L, string warning) => warning switch
    {
        ErasureWarnings.SharedAddress => L["Another contact has one of the addresses. It stays with them; only this person's link goes."],
        ErasureWarnings.Guardian => L["The person is the guardian of a child. Afterwards nobody may agree for the child."],
        ErasureWarnings.TeamMember => L["A member of the team has one of the addresses. Their account stays."],
        ErasureWarnings.OtherRequests => L["Other requests of this person are open. What was submitted with them goes too."],
        ErasureWarnings.LegalHold => L["A request of this person is under a legal hold. Nothing is erased while it lasts."],
        ErasureWarnings.StagedImport => L["A file that waits to be imported holds the person. It is discarded; load it again without them."],
        ErasureWarnings.SameName => L["Somebody else has the same name. Notes that hold only the name are left."],
        ErasureWarnings.NoContact => L["No contact is linked. Link one first, or only the address is erased."],
        _ => warning,
    };

    public static string Waits(IStringLocalizer<Texts> L, string what) => what switch
    {
        "import" => L["It waits for an import that holds the person to end."],
        "export" => L["It waits for an export to end."],
        "mail" => L["It waits until the answer to the person has left, for an hour at most."],
        "text" => L["It waits until a text message to the person has left, for some minutes at most."],
        "legal-hold" => L["It waits: the request was put on legal hold."],
        _ => L["It waits: the keys that seal its plan are not here."],
    };
}
