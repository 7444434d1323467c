using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>Which order of sections the list offers: the heading first, refusing right after it or after one section that asks nothing.
/// What is published is checked by Core; here nobody is led into what would be refused.</summary>
internal static class SectionOrder
{
    private static readonly SectionKind[] AsksNothing = [SectionKind.Text, SectionKind.Image];

    /// <summary>Cannot be moved at all: only what stands around it can.</summary>
    public static bool IsFixed(SectionKind kind) => kind is SectionKind.Heading or SectionKind.Everything;

    /// <summary>What can still be added: each kind once, texts and images again and again.</summary>
    public static IEnumerable<SectionKind> Addable(IReadOnlyList<CenterSection> sections)
        => Enum.GetValues<SectionKind>().Where(kind => kind.IsRepeatable() || sections.All(s => s.Kind != kind));

    /// <summary>The sections with one of them at another place; null where it may not stand there.</summary>
    public static IReadOnlyList<CenterSection>? Move(IReadOnlyList<CenterSection> sections, string key, int to)
    {
        var moved = sections.FirstOrDefault(s => s.Key == key);
        if (moved is null || IsFixed(moved.Kind) || to < 0 || to >= sections.Count)
        {
            return null;
        }

        List<CenterSection> next = [.. sections.Where(s => s.Key != key)];
        next.Insert(to, moved);
        return Stands(next) || !Stands(sections) ? next : null; // what was out of order already may be put right step by step
    }

    /// <summary>A new section of this kind, at the end of what is chosen: before those that say who writes. Topics stand below their purposes.</summary>
    public static (IReadOnlyList<CenterSection> Sections, CenterSection Added) Add(IReadOnlyList<CenterSection> sections, SectionKind kind)
    {
        var added = New(sections, kind);
        var last = sections.ToList().FindLastIndex(s => kind == SectionKind.Topics ? s.Kind == SectionKind.Purposes : s.Kind is not (SectionKind.Legal or SectionKind.AllBrands));
        List<CenterSection> next = [.. sections];
        next.Insert(last + 1, added);
        return (next, added);
    }

    private static bool Stands(IReadOnlyList<CenterSection> sections)
    {
        var kinds = sections.Select(s => s.Kind).ToList();
        var stop = kinds.IndexOf(SectionKind.Everything);
        return kinds.IndexOf(SectionKind.Heading) == 0 && stop is 1 or 2 && kinds.Take(stop).Skip(1).All(AsksNothing.Contains)
            && (!kinds.Contains(SectionKind.Topics) || kinds.IndexOf(SectionKind.Topics) > kinds.IndexOf(SectionKind.Purposes));
    }

    private static CenterSection New(IReadOnlyList<CenterSection> sections, SectionKind kind)
        => Enumerable.Range(1, sections.Count + 1).Select(n => CenterSection.Of(kind, n)).First(made => sections.All(s => s.Key != made.Key));
}
