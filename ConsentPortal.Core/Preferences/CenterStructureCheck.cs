namespace ConsentPortal.Core.Preferences;

/// <summary>Whether a page has what it must have, where it must stand.</summary>
internal static class CenterStructureCheck
{
    /// <summary>Letters that a telephone of 320 × 568 shows above the button, with the heading and the address.</summary>
    internal const int AboveMaxLength = 240;

    private const string Fold = "EDPB 03/2022, obstructing; CCPA § 7004(a)(2)", Symmetry = "GDPR art. 7(3); CCPA § 7004(a)(2)";

    public static IEnumerable<CenterFinding> Of(CenterDesign design, CenterOffers offers, string fallback) => [.. Counts(design), .. Order(design), .. Above(design, fallback), .. Idle(design, offers)];

    private static IEnumerable<CenterFinding> Counts(CenterDesign design)
    {
        foreach (var kind in Enum.GetValues<SectionKind>())
        {
            var found = design.Sections.Where(s => s.Kind == kind).ToList();
            if (found.Count == 0 && kind.IsRequired())
            {
                yield return new(CenterRule.SectionMissing, Must: true, kind == SectionKind.Heading ? "" : Symmetry) { Section = kind };
            }
            else if (found.Count > 1 && !kind.IsRepeatable())
            {
                yield return At(CenterRule.SectionTwice, "EDPB 03/2022, overloading", found[1]);
            }
        }
    }

    private static IEnumerable<CenterFinding> Order(CenterDesign design)
    {
        var sections = design.Sections.ToList();
        int PlaceOf(SectionKind kind) => sections.FindIndex(s => s.Kind == kind);
        if (PlaceOf(SectionKind.Heading) > 0)
        {
            yield return At(CenterRule.HeadingFirst, "WCAG 2.2, 2.4.6", design.Find(SectionKind.Heading)!);
        }

        if (PlaceOf(SectionKind.Everything) is > 1 and var place && (place > 2 || !sections[1].Kind.IsRepeatable()))
        {
            yield return At(CenterRule.RefusalFirst, Fold, sections[place]);
        }

        if (PlaceOf(SectionKind.Topics) is >= 0 and var topics && topics < PlaceOf(SectionKind.Purposes))
        {
            yield return At(CenterRule.TopicsFirst, "EDPB 03/2022, left in the dark", sections[topics]);
        }
    }

    // what counts is the language with the most words
    private static IEnumerable<CenterFinding> Above(CenterDesign design, string fallback)
    {
        var above = design.Sections.TakeWhile(s => s.Kind != SectionKind.Everything).Take(2).ToList();
        if (!design.Has(SectionKind.Everything))
        {
            yield break;
        }

        var most = above.Exists(s => s.Kind == SectionKind.Image) ? AboveMaxLength / 2 : AboveMaxLength;
        var tooLong = CenterCheck.Languages.Select(l => new ReadTexts(l, fallback)).Where(r => above.Sum(s => r.Title(s).Length + r.Body(s).Length) > most).Select(r => r.Language).ToList();
        if (tooLong.Count > 0)
        {
            yield return At(CenterRule.RefusalBelowFold, Fold, above.MaxBy(s => s.Body.Texts.Values.Select(t => t.Length).DefaultIfEmpty().Max())!) with { Field = CenterReader.Body, Languages = tooLong, Detail = $"{most}" };
        }
    }

    private static IEnumerable<CenterFinding> Idle(CenterDesign design, CenterOffers offers)
        => design.Sections.Where(s => !offers.Fills(s.Kind)).Select(s => At(CenterRule.NothingToShow, "", s) with { Must = false });

    private static CenterFinding At(CenterRule rule, string source, CenterSection section) => new(rule, Must: true, source, section.Key) { Section = section.Kind };
}
