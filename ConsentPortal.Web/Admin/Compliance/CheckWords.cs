using ConsentPortal.Core.Compliance;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>What a profile lacks, as a sentence that says the mend.</summary>
internal static class CheckWords
{
    public static string Sentence(IStringLocalizer<Texts> L, CheckKind kind) => kind switch
    {
        CheckKind.Regime => L["Choose the law that applies, so that more can be checked."],
        CheckKind.NewerPreset => L["The rules of this law were updated since. Compare them with yours and choose the regime anew."],
        CheckKind.CompanyName => L["Name the company: readers must know who writes."],
        CheckKind.PostalAddress => L["Enter a postal address: commercial messages must carry it."],
        CheckKind.ControllerContact => L["Say how people reach you about their data."],
        CheckKind.DpoContact => L["Say how people reach the data protection officer, if you have or need one."],
        CheckKind.PolicyUrl => L["Link your privacy policy."],
        CheckKind.PolicyVersion => L["Give the privacy policy a version, so that receipts can name it."],
        CheckKind.DoubleOptIn => L["Turn double opt-in on: without it, who agreed is hard to prove."],
        CheckKind.Models => L["A model is looser than the law: people are contacted who did not agree."],
        CheckKind.Validity => L["Set how long consent holds: the law ends it."],
        CheckKind.OptOutDeadline => L["Honour opt-outs within the time of the law."],
        CheckKind.AcknowledgeDeadline => L["Acknowledge requests within the time of the law."],
        CheckKind.AnswerDeadline => L["Answer requests within the time of the law."],
        _ => OfPurposes(L, kind),
    };

    /// <summary>What the link to a field of the profile says.</summary>
    public static string Field(IStringLocalizer<Texts> L, CheckKind kind) => kind switch
    {
        CheckKind.Regime or CheckKind.NewerPreset => L["Go to the regime"],
        CheckKind.DoubleOptIn => L["Go to double opt-in"],
        CheckKind.OptOutDeadline or CheckKind.AcknowledgeDeadline or CheckKind.AnswerDeadline => L["Go to the deadline"],
        CheckKind.PolicyUrl or CheckKind.PolicyVersion => L["Go to the privacy policy"],
        CheckKind.SaleOrSharePurpose => L["New purpose"],
        _ => L["Go to the field"],
    };

    private static string OfPurposes(IStringLocalizer<Texts> L, CheckKind kind) => kind switch
    {
        CheckKind.Wording => L["Publish what people agree to, in the language of the profile."],
        CheckKind.SenderInWording => L["Name the sender in the wording."],
        CheckKind.WithdrawalSentence => L["Say in the wording that consent can be withdrawn at any time."],
        CheckKind.NoCondition => L["Say in the wording that agreeing is not a condition of buying."],
        CheckKind.LawfulBasis => L["Say on what the processing rests."],
        CheckKind.DataCategories => L["Say which data are used."],
        CheckKind.Recipients => L["Say who gets the data."],
        CheckKind.Retention => L["Say how long the data are kept."],
        CheckKind.SaleOrSharePurpose => L["Add a purpose for the sale or sharing of data, so that it can be refused."],
        _ => L["A transactional purpose has topics. What can be chosen is no receipt: make it a commercial purpose."],
    };
}
