using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Looks for what a preference center must not do to its readers: a pure function of the design and its profile, so that the editor
/// and the publishing always agree. Sources: EDPB guidelines 03/2022 on deceptive design patterns, CCPA regulations § 7004, GDPR.</summary>
public static class CenterCheck
{
    /// <summary>The shipped languages, in which every section's own words should be there.</summary>
    internal static readonly IReadOnlyList<string> Languages = [.. ReaderLanguage.All.Select(l => l.Code)];

    /// <summary>Errors first, then in the order of the page.</summary>
    /// <param name="broken">The files that cannot be shown (<see cref="CenterFiles.BrokenAsync"/>).</param>
    internal static IReadOnlyList<CenterFinding> Of(CenterDesign design, Rulebook rules, ComplianceProfile profile, IReadOnlySet<(string Reference, BrandFileKind Kind)> broken)
    {
        var places = design.Sections.Select((s, n) => (s.Key, n)).DistinctBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.n, StringComparer.Ordinal);
        IEnumerable<CenterFinding> found =
        [
            .. CenterStructureCheck.Of(design, CenterOffers.Of(rules, profile), profile.DefaultLanguage), .. CenterTextCheck.Of(design, profile.DefaultLanguage), .. CenterFairnessCheck.Of(design),
            .. CenterSenderCheck.Of(design, profile), .. CenterLookCheck.Of(design), .. CenterFileCheck.Of(design, broken),
        ];
        return [.. found.OrderByDescending(f => f.Must).ThenBy(f => places.GetValueOrDefault(f.SectionKey, -1))];
    }
}

/// <summary>One text of a design with its place.</summary>
internal sealed record PlacedText(CenterSection Section, string Field, string Language, string Text)
{
    public CenterFinding Finding(CenterRule rule, bool must, string source, string detail = "")
        => new(rule, must, source, Section.Key, Field, [Language], detail) { Section = Section.Kind };

    /// <summary>Every own text of a design.</summary>
    public static IEnumerable<PlacedText> AllOf(CenterDesign design) => design.Sections.SelectMany(AllOf);

    public static IEnumerable<PlacedText> AllOf(CenterSection section) =>
        from field in new[] { (CenterReader.Title, section.Title), (CenterReader.Body, section.Body), (CenterReader.Button, section.Button), (CenterReader.ImageAlt, section.ImageAlt) }
        from pair in field.Item2.Texts
        select new PlacedText(section, field.Item1, pair.Key, pair.Value);
}
