using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>In what two designs differ.</summary>
public enum CenterChangeKind
{
    SectionAdded,
    SectionRemoved,

    /// <summary>Before and after are its places, from 1.</summary>
    SectionMoved,

    /// <summary>Words in one language.</summary>
    TextChanged,
    ImageChanged,
    LookChanged,

    /// <summary>Whether it asks for reasons, or tells of changes.</summary>
    HabitChanged,
}

/// <summary>One difference.</summary>
/// <param name="SectionKey">Empty where it is about the whole page.</param>
/// <param name="Field">As designs name it: <c>body</c>, <c>accent</c>, <c>askReasons</c>.</param>
/// <param name="Language">BCP 47; empty where languages do not matter.</param>
public sealed record CenterChange(CenterChangeKind Kind, string SectionKey, SectionKind? Section, string Field, string Language, string Before, string After)
{
    /// <summary>As the audit trail keeps it: <c>text-2.body.de</c>, <c>look.accent</c>.</summary>
    public Change ToAudit() => new(string.Join('.', new[] { SectionKey.Length > 0 ? SectionKey : Kind == CenterChangeKind.LookChanged ? "look" : "", Field, Language }.Where(p => p.Length > 0)), None(Before), None(After));

    private static string? None(string text) => text.Length == 0 ? null : text;
}

/// <summary>Says in what two designs differ, with as few moves as possible: a pure function.</summary>
public static class CenterChanges
{
    private static readonly (string Name, Func<CenterSection, LocalText> Of)[] Fields =
        [(CenterReader.Title, s => s.Title), (CenterReader.Body, s => s.Body), (CenterReader.Button, s => s.Button), (CenterReader.ImageAlt, s => s.ImageAlt)];

    private static readonly (string Name, Func<BrandLook, string?> Of)[] Looks =
        [(CenterReader.Logo, l => l.Logo), (CenterReader.LogoAlt, l => l.LogoAlt), (CenterReader.Accent, l => l.Accent), (CenterReader.AccentDark, l => l.AccentDark), (CenterReader.Font, l => l.Font)];

    /// <summary>Sections in the order of the later design, those that are gone last; then the page's own settings.</summary>
    public static IReadOnlyList<CenterChange> Between(CenterDesign before, CenterDesign after)
    {
        var old = before.Sections.ToDictionary(s => s.Key, StringComparer.Ordinal);
        var stays = Stays(before, after);
        List<CenterChange> changes = [];
        for (var at = 0; at < after.Sections.Count; at++)
        {
            var section = after.Sections[at];
            if (!old.Remove(section.Key, out var was) || was.Kind != section.Kind)
            {
                changes.Add(Of(CenterChangeKind.SectionAdded, section, "section", "", "", Place(at)));
                was = CenterSection.Of(section.Kind);
            }
            else if (!stays.Contains(section.Key))
            {
                changes.Add(Of(CenterChangeKind.SectionMoved, section, "place", "", Place(before.Sections.ToList().FindIndex(s => s.Key == section.Key)), Place(at)));
            }

            changes.AddRange(Words(was, section));
        }

        changes.AddRange(old.Values.Select(s => Of(CenterChangeKind.SectionRemoved, s, "section", "", Place(before.Sections.ToList().IndexOf(s)), "")));
        return [.. changes, .. Page(before, after)];
    }

    private static IEnumerable<CenterChange> Words(CenterSection was, CenterSection now)
    {
        foreach (var (name, of) in Fields)
        {
            foreach (var language in of(was).Texts.Keys.Union(of(now).Texts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var (old, @new) = (of(was).Exactly(language) ?? "", of(now).Exactly(language) ?? "");
                if (old != @new)
                {
                    yield return Of(CenterChangeKind.TextChanged, now, name, language, old, @new);
                }
            }
        }

        if (was.Image != now.Image)
        {
            yield return Of(CenterChangeKind.ImageChanged, now, CenterReader.Image, "", was.Image ?? "", now.Image ?? "");
        }
    }

    private static IEnumerable<CenterChange> Page(CenterDesign before, CenterDesign after) =>
    [
        .. Looks.Where(l => l.Of(before.Look) != l.Of(after.Look)).Select(l => new CenterChange(CenterChangeKind.LookChanged, "", null, l.Name, "", l.Of(before.Look) ?? "", l.Of(after.Look) ?? "")),
        .. Habit(CenterReader.AskReasons, before.AskReasons, after.AskReasons), .. Habit(CenterReader.TellOfChanges, before.TellOfChanges, after.TellOfChanges),
    ];

    private static IEnumerable<CenterChange> Habit(string name, bool was, bool now) => was == now ? [] : [new(CenterChangeKind.HabitChanged, "", null, name, "", On(was), On(now))];

    private static string On(bool on) => on ? "true" : "false";

    private static CenterChange Of(CenterChangeKind kind, CenterSection section, string field, string language, string before, string after)
        => new(kind, section.Key, section.Kind, field, language, before, after);

    private static string Place(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    // the longest run of common sections that keeps its order: only the others were moved
    private static HashSet<string> Stays(CenterDesign before, CenterDesign after)
    {
        var places = before.Sections.Select((s, n) => (s.Key, n)).ToDictionary(p => p.Key, p => p.n, StringComparer.Ordinal);
        List<string> common = [.. after.Sections.Select(s => s.Key).Where(places.ContainsKey)];
        var (best, from) = (new int[common.Count], new int[common.Count]);
        for (var i = 0; i < common.Count; i++)
        {
            (best[i], from[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[common[j]] < places[common[i]] && best[j] + 1 > best[i])
                {
                    (best[i], from[i]) = (best[j] + 1, j);
                }
            }
        }

        HashSet<string> stays = new(StringComparer.Ordinal);
        for (var at = best.Length == 0 ? -1 : Array.IndexOf(best, best.Max()); at >= 0; at = from[at])
        {
            stays.Add(common[at]);
        }

        return stays;
    }
}
