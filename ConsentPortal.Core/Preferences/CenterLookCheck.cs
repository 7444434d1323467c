using System.Globalization;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.Preferences;

/// <summary>Whether a page's own colours can be read on its grounds, by day and by night.</summary>
internal static class CenterLookCheck
{
    private const string Source = "WCAG 2.2, 1.4.3";

    public static IEnumerable<CenterFinding> Of(CenterDesign design)
        => from field in new[] { (Name: CenterReader.Accent, Colour: design.Look.Accent, Grounds: PublicColours.Light), (Name: CenterReader.AccentDark, Colour: design.Look.AccentDark, Grounds: PublicColours.Dark) }
           let verdict = PublicColours.Judge(field.Colour, field.Grounds)
           where verdict is { Passes: false }
           select new CenterFinding(CenterRule.Contrast, true, Source, Field: field.Name, Detail: string.Create(CultureInfo.InvariantCulture, $"{verdict.Colour} ({verdict.Ratio} : 1)")) { Offer = verdict.Nearest };
}
