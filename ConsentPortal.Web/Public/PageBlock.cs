using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>A part of the page as it is rendered: one section, or neighbouring sections of boxes. All boxes belong to one form, wherever
/// they stand: those beside the purposes are inside it, others name it.</summary>
/// <param name="IsChoices">Its sections hold boxes.</param>
/// <param name="HasForm">The form itself stands here.</param>
/// <param name="Saves">The last boxes that this reader sees: the button that saves follows them.</param>
public sealed record PageBlock(IReadOnlyList<CenterSection> Sections, bool IsChoices, bool HasForm, bool Saves)
{
    /// <summary>The id of the one form.</summary>
    public const string FormId = "choices";

    /// <summary>The form that boxes outside of it name; null where they are in it.</summary>
    public string? Form => HasForm ? null : FormId;

    /// <param name="shows">Whether a section of boxes has any for this reader; one without renders nothing.</param>
    public static IReadOnlyList<PageBlock> Of(CenterDesign design, Func<CenterSection, bool> shows)
    {
        List<List<CenterSection>> runs = [];
        foreach (var section in design.Sections)
        {
            if (runs.Count > 0 && runs[^1][^1].Kind.HoldsChoices() && section.Kind.HoldsChoices())
            {
                runs[^1].Add(section);
            }
            else
            {
                runs.Add([section]);
            }
        }

        var last = runs.FindLastIndex(r => r[0].Kind.HoldsChoices() && r.Exists(s => shows(s)));
        return [.. runs.Select((r, n) => new PageBlock(r, r[0].Kind.HoldsChoices(), r.Exists(s => s.Kind == SectionKind.Purposes), n == last))];
    }
}
