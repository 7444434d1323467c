using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.Preferences;

/// <summary>Whether a page's own words are fair: no guilt, no hurry, no riddles, and a button that refuses says so.</summary>
internal static class CenterFairnessCheck
{
    /// <summary>A refusing button with more letters than this asks to be overlooked; with more than twice its counterpart's, too.</summary>
    internal const int ButtonFair = 40;

    private const string Stirring = "EDPB 03/2022, stirring; CCPA § 7004(a)(4)", Dark = "EDPB 03/2022, left in the dark; CCPA § 7004(a)(3)";
    private const string Silence = "GDPR art. 4(11), recital 32; CJEU C-673/17", Equal = "GDPR art. 7(3); CCPA § 7004(a)(2)", Withdrawal = "GDPR art. 7(3)";

    public static IEnumerable<CenterFinding> Of(CenterDesign design) => [.. PlacedText.AllOf(design).SelectMany(Words), .. Buttons(design), .. Withdrawals(design)];

    private static IEnumerable<CenterFinding> Words(PlacedText text)
    {
        var words = DarkWords.In(text.Language);
        if (words.Find(words.Guilt, text.Text) is { } guilt)
        {
            yield return text.Finding(CenterRule.Guilt, must: true, Stirring, guilt);
        }

        if (words.Find(words.Urgency, text.Text) is { } hurry)
        {
            yield return text.Finding(CenterRule.Urgency, must: true, Stirring, hurry);
        }

        if (words.Find(words.PreTicked, text.Text) is { } silence)
        {
            yield return text.Finding(CenterRule.PreTicked, must: true, Silence, silence);
        }

        if (words.FindDoubleNegative(text.Text) is { } riddle)
        {
            yield return text.Finding(CenterRule.DoubleNegative, must: Refuses(text), Dark, riddle);
        }
    }

    private static IEnumerable<CenterFinding> Buttons(CenterDesign design)
    {
        foreach (var text in PlacedText.AllOf(design).Where(Refuses))
        {
            var words = DarkWords.In(text.Language);
            if (!words.SaysNo(text.Text))
            {
                yield return text.Finding(CenterRule.HiddenRefusal, must: true, Equal);
            }
            else if (words.FindDoubleNegative(text.Text) is null && words.FindOpposite(text.Text) is { } opposite)
            {
                yield return text.Finding(CenterRule.DoubleNegative, must: true, Dark, opposite);
            }

            var saves = design.Find(SectionKind.Purposes)?.Button.Exactly(text.Language);
            if (text.Text.Length > ButtonFair || (saves is not null && text.Section.Kind == SectionKind.Everything && text.Text.Length > saves.Length * 2 && text.Text.Length > ButtonFair / 2))
            {
                yield return text.Finding(CenterRule.UnequalButtons, must: true, Equal, text.Text);
            }
        }

        foreach (var text in design.Sections.Where(s => s.Kind is SectionKind.Purposes or SectionKind.ConsentLevel).SelectMany(PlacedText.AllOf).Where(t => t.Field == CenterReader.Button))
        {
            var words = DarkWords.In(text.Language);
            if (words.Find(words.Pushing, text.Text) is { } push)
            {
                yield return text.Finding(CenterRule.UnequalButtons, must: true, Equal, push);
            }
        }
    }

    private static bool Refuses(PlacedText text) => text.Field == CenterReader.Button && text.Section.Kind is SectionKind.Everything or SectionKind.AllBrands or SectionKind.Channels;

    // our own words say it beside the button; who puts own words above the boxes says it there
    private static IEnumerable<CenterFinding> Withdrawals(CenterDesign design)
        => from section in design.Sections.Where(s => s.Kind == SectionKind.Purposes)
           from pair in section.Body.Texts
           let said = string.Join(' ', PlacedText.AllOf(design).Where(t => t.Language == pair.Key && t.Section.Kind is SectionKind.Purposes or SectionKind.Heading or SectionKind.Everything).Select(t => t.Text))
           where !WordingCheck.SaysWithdrawal(said, pair.Key)
           select new CenterFinding(CenterRule.WithdrawalMissing, true, Withdrawal, section.Key, CenterReader.Body, [pair.Key]) { Section = section.Kind };
}

/// <summary>Whether readers learn who writes and who answers for the data.</summary>
internal static class CenterSenderCheck
{
    private const string Source = "GDPR art. 13(1)(a), recital 42";

    public static IEnumerable<CenterFinding> Of(CenterDesign design, ComplianceProfile profile)
    {
        if (profile.CompanyName.Length == 0 && profile.ControllerName.Length == 0)
        {
            yield return new(CenterRule.SenderMissing, Must: false, Source, Field: "companyName");
        }

        var names = new[] { profile.CompanyName, profile.ControllerName, profile.Name }.Where(n => n.Length > 0).ToList();
        foreach (var section in design.Sections.Where(s => s.Kind == SectionKind.Heading))
        {
            var silent = section.Body.Texts.Keys.Where(l => !names.Exists(n => $"{section.Title.Exactly(l)} {section.Body.Exactly(l)}".Contains(n, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
            if (silent.Count > 0)
            {
                yield return new(CenterRule.SenderMissing, Must: false, Source, section.Key, CenterReader.Body, silent, names[0]) { Section = section.Kind };
            }
        }
    }
}
