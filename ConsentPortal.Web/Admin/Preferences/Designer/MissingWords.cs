using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>In which shipped languages a section's own words are not written yet. Words of the portal's are there in all of them.</summary>
internal static class MissingWords
{
    public static IReadOnlyList<string> Of(CenterSection section) => [.. Languages.Codes.Where(code => Parts(section).Any(p => Lacks(p, code)))];

    public static bool Lacks(CenterSection section, string language) => Parts(section).Any(p => Lacks(p, language));

    private static IEnumerable<(LocalText Text, bool Needed)> Parts(CenterSection section)
    {
        var parts = SectionParts.Of(section.Kind);
        yield return (section.Title, false);
        yield return (section.Body, section.Kind.NeedsOwnWords());
        yield return (section.Button, false);
        if (parts.Image)
        {
            yield return (section.ImageAlt, false);
        }
    }

    private static bool Lacks((LocalText Text, bool Needed) part, string language) => part.Text.IsEmpty ? part.Needed : part.Text.Exactly(language) is null;
}

/// <summary>Which words a kind of section has.</summary>
internal sealed record SectionParts(bool Title, bool Body, bool Button = false, bool Image = false)
{
    public static SectionParts Of(SectionKind kind) => kind == SectionKind.Image ? new(true, false, Image: true) : new(true, true, Button: kind.HasButton());
}
