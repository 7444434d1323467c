using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>One value that two people changed, each to something else; <c>Field</c> as in <see cref="DesignFields"/>.</summary>
public sealed record DesignClash(string Field, string Theirs, string Mine);

/// <summary>Two people's work on the design that both began from. What only one changed is kept; what both changed stays mine and is named
/// as a clash; a section that one removed and the other edited stays. Nothing is lost.</summary>
internal static class DesignMerge
{
    public static (CenterDesign Design, IReadOnlyList<DesignClash> Clashes) Of(CenterDesign opened, CenterDesign their, CenterDesign my)
    {
        var (before, theirs, mine) = (DesignFields.Of(opened), DesignFields.Of(their), DesignFields.Of(my));
        Dictionary<string, string> merged = new(StringComparer.Ordinal);
        List<DesignClash> clashes = [];
        foreach (var field in before.Keys.Union(theirs.Keys).Union(mine.Keys).Where(f => f != DesignFields.Order))
        {
            var (b, t, m) = (before.GetValueOrDefault(field, ""), theirs.GetValueOrDefault(field, ""), mine.GetValueOrDefault(field, ""));
            merged[field] = m == b ? t : m;
            if (m != b && t != b && m != t && Both(field, theirs, mine))
            {
                clashes.Add(new(field, t, m));
            }
        }

        KeepEdited(merged, before, theirs, mine);
        merged[DesignFields.Order] = OrderOf(before, theirs, mine);
        if (OrdersClash(before, theirs, mine))
        {
            clashes.Add(new(DesignFields.Order, theirs[DesignFields.Order], mine[DesignFields.Order]));
        }

        return (DesignFields.Design(merged), clashes);
    }

    /// <summary>The design with their value of a field.</summary>
    public static CenterDesign Take(CenterDesign design, DesignClash clash)
    {
        var values = DesignFields.Of(design);
        var now = DesignFields.Keys(values);
        values[clash.Field] = clash.Field == DesignFields.Order ? Interleave([.. clash.Theirs.Split(' ').Where(now.Contains)], now) : clash.Theirs;
        return DesignFields.Design(values);
    }

    // a section that only one of the two still has is no clash, whatever its words
    private static bool Both(string field, Dictionary<string, string> theirs, Dictionary<string, string> mine)
        => field.Split(' ') is not [var key, _, ..] || (Has(theirs, key) && Has(mine, key));

    // one removed it, the other edited it: all its words come back, not only those that were edited
    private static void KeepEdited(Dictionary<string, string> merged, Dictionary<string, string> before, Dictionary<string, string> theirs, Dictionary<string, string> mine)
    {
        foreach (var (gone, kept) in new[] { (theirs, mine), (mine, theirs) })
        {
            foreach (var key in DesignFields.Keys(before).Where(key => !Has(gone, key) && Has(kept, key) && Edited(key, before, kept)))
            {
                foreach (var (field, value) in kept.Where(v => IsOf(key, v.Key)))
                {
                    merged[field] = value;
                }
            }
        }
    }

    private static string OrderOf(Dictionary<string, string> before, Dictionary<string, string> theirs, Dictionary<string, string> mine)
    {
        var (b, t, m) = (DesignFields.Keys(before), DesignFields.Keys(theirs), DesignFields.Keys(mine));
        var (lead, leadValues, other, otherValues) = m.SequenceEqual(b, StringComparer.Ordinal) ? (t, theirs, m, mine) : (m, mine, t, theirs);
        return Interleave([.. lead.Where(key => Stays(key, other, leadValues))], [.. other.Where(key => Stays(key, lead, otherValues))]);

        bool Stays(string key, string[] others, Dictionary<string, string> own) => others.Contains(key) || !b.Contains(key) || Edited(key, before, own);
    }

    private static bool OrdersClash(Dictionary<string, string> before, Dictionary<string, string> theirs, Dictionary<string, string> mine)
    {
        var (b, t, m) = (DesignFields.Keys(before), DesignFields.Keys(theirs), DesignFields.Keys(mine));
        string[] shared = [.. b.Where(key => t.Contains(key) && m.Contains(key))];
        string[] their = [.. t.Where(shared.Contains)], my = [.. m.Where(shared.Contains)];
        return !their.SequenceEqual(shared, StringComparer.Ordinal) && !my.SequenceEqual(shared, StringComparer.Ordinal) && !their.SequenceEqual(my, StringComparer.Ordinal);
    }

    // what only the other has goes in after the one that it followed there
    private static string Interleave(List<string> lead, string[] other)
    {
        for (var n = 0; n < other.Length; n++)
        {
            if (!lead.Contains(other[n]))
            {
                lead.Insert(n == 0 ? 0 : lead.IndexOf(other[n - 1]) + 1, other[n]);
            }
        }

        return string.Join(' ', lead);
    }

    private static bool Has(Dictionary<string, string> values, string key) => DesignFields.Keys(values).Contains(key);

    private static bool Edited(string key, Dictionary<string, string> before, Dictionary<string, string> after)
        => after.Keys.Union(before.Keys).Where(f => IsOf(key, f)).Any(f => before.GetValueOrDefault(f, "") != after.GetValueOrDefault(f, ""));

    private static bool IsOf(string key, string field) => field.StartsWith($"{key} ", StringComparison.Ordinal);
}
