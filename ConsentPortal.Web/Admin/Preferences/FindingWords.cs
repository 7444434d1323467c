using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>What the check found in a design: what is wrong, and how it is mended.</summary>
internal static class FindingWords
{
    public static string What(IStringLocalizer<Texts> L, CenterFinding finding) => finding.Rule switch
    {
        CenterRule.SectionMissing => L["The section “{0}” is missing. Every page has it.", Section(L, finding)],
        CenterRule.SectionTwice => L["The section “{0}” stands here twice.", Section(L, finding)],
        CenterRule.HeadingFirst => L["The heading is not the first section."],
        CenterRule.RefusalFirst => L["Too much stands above the button that unsubscribes from everything."],
        CenterRule.RefusalBelowFold => L["The words above the button that unsubscribes from everything push it off the first screen of a phone."],
        CenterRule.TopicsFirst => L["The topics stand above the purposes that they belong to."],
        CenterRule.NothingToShow => L["The profile has nothing that “{0}” could show.", Section(L, finding)],
        CenterRule.Empty => L["The section “{0}” is empty.", Section(L, finding)],
        CenterRule.TooLong => L["The page has too many words of its own."],
        CenterRule.Html => L["Readers would see “{0}” as it stands: texts are plain.", finding.Detail],
        CenterRule.LanguageMissing => L["These words are missing in other languages."],
        CenterRule.FileMissing => L["The file “{0}” is not there, or cannot be shown here.", finding.Detail],
        CenterRule.AltMissing => L["The image has no words for people who cannot see it."],
        _ => OfWords(L, finding),
    };

    private static string OfWords(IStringLocalizer<Texts> L, CenterFinding finding) => finding.Rule switch
    {
        CenterRule.Guilt => L["“{0}” makes people feel bad for leaving.", finding.Detail],
        CenterRule.DoubleNegative => L["“{0}” says no twice: people have to guess what happens.", finding.Detail],
        CenterRule.Urgency => L["“{0}” hurries people.", finding.Detail],
        CenterRule.PreTicked => L["“{0}” takes silence for a yes.", finding.Detail],
        CenterRule.HiddenRefusal => L["The button does not say that it refuses."],
        CenterRule.UnequalButtons => L["“{0}” does not weigh the same as the other button.", finding.Detail],
        CenterRule.WithdrawalMissing => L["The words above the boxes do not say that a yes can be taken back."],
        CenterRule.SenderMissing when finding.SectionKey.Length == 0 => L["The profile names no company: readers cannot tell who asks them."],
        CenterRule.SenderMissing => L["The heading does not name who writes."],
        CenterRule.Contrast => L["The colour {0} cannot be read on our pages.", finding.Detail],
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Rule, "no rule"),
    };

    public static string Mend(IStringLocalizer<Texts> L, CenterFinding finding) => finding.Rule switch
    {
        CenterRule.SectionMissing => L["Add it."],
        CenterRule.SectionTwice => L["Remove one of the two."],
        CenterRule.HeadingFirst => L["Move it to the top."],
        CenterRule.RefusalFirst => L["Move it up: only the heading and one text or image may stand above it."],
        CenterRule.RefusalBelowFold => L["Use at most {0} letters above it, or move the rest below.", finding.Detail],
        CenterRule.TopicsFirst => L["Move them below the purposes."],
        CenterRule.NothingToShow => L["Remove it, or add what it shows to the profile."],
        CenterRule.Empty => L["Fill it, or remove it."],
        CenterRule.TooLong => L["Use at most {0} bytes in all sections together. A letter takes one, in other scripts two or more.", finding.Detail],
        CenterRule.Html => L["Write it without tags. A blank line begins a new paragraph."],
        CenterRule.LanguageMissing => L["Write them there too. Until then readers of these languages see our words, or another language."],
        CenterRule.FileMissing => L["Choose another file, or upload it again."],
        CenterRule.AltMissing => L["Describe it, unless it is mere decoration."],
        _ => MendWords(L, finding),
    };

    private static string MendWords(IStringLocalizer<Texts> L, CenterFinding finding) => finding.Rule switch
    {
        CenterRule.Guilt => L["Say plainly what happens, and nothing about how anybody feels."],
        CenterRule.DoubleNegative => L["Say it without a no: “Tick what you want to get.”"],
        CenterRule.Urgency => L["Leave the hurry out: people may answer whenever they like."],
        CenterRule.PreTicked => L["Leave it out: only what people tick themselves is a yes."],
        CenterRule.HiddenRefusal => L["Say what it does: unsubscribe, stop, opt out."],
        CenterRule.UnequalButtons => L["Keep both buttons short and plain."],
        CenterRule.WithdrawalMissing => L["Add a sentence: “You can withdraw your consent at any time.”"],
        CenterRule.SenderMissing when finding.SectionKey.Length == 0 => L["Enter the company on the profile."],
        CenterRule.SenderMissing => L["Name it: {0}", finding.Detail],
        CenterRule.Contrast => L["The nearest one that can be read is {0}.", finding.Offer],
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Rule, "no rule"),
    };

    private static string Section(IStringLocalizer<Texts> L, CenterFinding finding) => finding.Section is { } kind ? SectionNames.Of(L, kind) : "";
}
