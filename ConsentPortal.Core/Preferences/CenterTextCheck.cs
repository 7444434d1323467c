using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.Preferences;

/// <summary>Whether a page's own words are there: in every language, as text, not too many.</summary>
internal static partial class CenterTextCheck
{
    /// <summary>Bytes (UTF-8) of all own texts that one reader gets: more is no page that loads at once.</summary>
    internal const int PageMaxBytes = 6_000;

    [GeneratedRegex(@"<\s*[/!]?\s*[a-zA-Z][^<>]*>|&(#[0-9]+|#x[0-9a-f]+|nbsp|amp|lt|gt|quot);", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag { get; }

    public static IEnumerable<CenterFinding> Of(CenterDesign design, string fallback) => [.. design.Sections.SelectMany(Of), .. Length(design, fallback)];

    private static IEnumerable<CenterFinding> Of(CenterSection section)
    {
        foreach (var text in PlacedText.AllOf(section).Where(t => Tag.IsMatch(t.Text)))
        {
            yield return text.Finding(CenterRule.Html, must: true, "", Tag.Match(text.Text).Value);
        }

        if (section.Kind == SectionKind.Text && section.Body.IsEmpty)
        {
            yield return At(CenterRule.Empty, true, "", section, CenterReader.Body);
        }

        if (section.Kind == SectionKind.Image && section.Image is null)
        {
            yield return At(CenterRule.Empty, true, "", section, CenterReader.Image);
        }

        if (section is { Kind: SectionKind.Image, Image: not null, ImageAlt.IsEmpty: true })
        {
            yield return At(CenterRule.AltMissing, false, "WCAG 2.2, 1.1.1", section, CenterReader.ImageAlt);
        }

        foreach (var (field, text) in new[] { (CenterReader.Title, section.Title), (CenterReader.Body, section.Body), (CenterReader.Button, section.Button), (CenterReader.ImageAlt, section.ImageAlt) })
        {
            if (!text.IsEmpty && CenterCheck.Languages.Where(l => text.Exactly(l) is null).ToList() is { Count: > 0 } missing)
            {
                yield return At(CenterRule.LanguageMissing, false, "GDPR art. 12(1); EDPB 03/2022, language discontinuity", section, field) with { Languages = missing };
            }
        }
    }

    private static IEnumerable<CenterFinding> Length(CenterDesign design, string fallback)
    {
        var texts = CenterCheck.Languages.Where(l => design.Sections.Sum(new ReadTexts(l, fallback).Bytes) > PageMaxBytes).ToList();
        return texts.Count == 0 ? [] : [new(CenterRule.TooLong, Must: true, "EDPB 03/2022, overloading", Languages: texts, Detail: $"{PageMaxBytes}")];
    }

    private static CenterFinding At(CenterRule rule, bool must, string source, CenterSection section, string field)
        => new(rule, must, source, section.Key, field) { Section = section.Kind };
}
