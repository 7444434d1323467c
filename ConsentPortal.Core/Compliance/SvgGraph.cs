using System.Buffers;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConsentPortal.Core.Compliance;

/// <summary>Which parts of a drawing draw other parts: by use, and by url(#id) of patterns, masks, markers, clip paths and filters. Ten of ten of
/// ten is a line of text that draws for ever.</summary>
internal sealed partial class SvgGraph
{
    // a use of a symbol with a mask of a pattern is drawn by hand; more is not
    private const int DepthMost = 3, LinksMost = 20, RulesMost = 200;

    // elements, counted as often as they are drawn
    private const double DrawnMost = 100_000;

    private static readonly SearchValues<char> Wild = SearchValues.Create("*:[]\"'");
    private static readonly string[] Inherited = ["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "style"];
    private readonly ILookup<string, XElement> byId;
    private readonly List<(HashSet<string>? Words, string[] Ids)> rules;
    private readonly Dictionary<string, Cost?> known = new(StringComparer.Ordinal);

    private SvgGraph(XElement root)
    {
        byId = root.DescendantsAndSelf().Where(e => e.Attribute("id") is not null).ToLookup(e => e.Attribute("id")!.Value, StringComparer.Ordinal);
        rules = [.. root.Descendants(SvgWords.Svg + "style").SelectMany(s => s.Value.Split('}')).Where(r => Reference().IsMatch(r)).Take(RulesMost + 1).Select(Rule)];
    }

    private readonly record struct Cost(int Depth, double Drawn);

    /// <summary>True for a drawing that draws itself, or parts of parts of parts, or far more than it says.</summary>
    public static bool Swells(XElement root)
    {
        SvgGraph graph = new(root);
        return graph.rules.Count > RulesMost || graph.Of([root], 0) is null || graph.byId.Any(id => graph.Of(id.Key, 0) is null);
    }

    // null = it swells; while it is looked at it counts as swelling, so that a circle is found
    private Cost? Of(string id, int links)
    {
        if (!known.TryGetValue(id, out var cost))
        {
            known[id] = null;
            known[id] = cost = links > LinksMost ? null : Of(byId[id], links);
        }

        return cost;
    }

    private Cost? Of(IEnumerable<XElement> parts, int links)
    {
        var (depth, drawn) = (0, 0d);
        foreach (var part in parts)
        {
            foreach (var (id, isPaint) in Drawn(part, links > 0))
            {
                if (Of(id, links + 1) is not { } cost)
                {
                    return null;
                }

                depth = Math.Max(depth, isPaint ? 0 : cost.Depth + 1);
                drawn += cost.Drawn;
            }

            drawn += part.DescendantsAndSelf().Count();
        }

        return depth > DepthMost || drawn > DrawnMost ? null : new(depth, drawn);
    }

    // what a part's elements draw, and what it takes over from those around it
    private IEnumerable<(string Id, bool IsPaint)> Drawn(XElement part, bool inherits)
        => part.DescendantsAndSelf().SelectMany(Links).Concat(inherits && !IsPaint(part) ? part.Ancestors().SelectMany(a => Links(a, own: false)) : []).Where(byId.Contains).Select(id => (id, byId[id].All(IsPaint)));

    private IEnumerable<string> Links(XElement element) => Links(element, own: true);

    private IEnumerable<string> Links(XElement element, bool own)
    {
        foreach (var attribute in element.Attributes().Where(a => own || Inherited.Contains(a.Name.LocalName, StringComparer.Ordinal)))
        {
            if (attribute.Name.LocalName == "href" && attribute.Value.Trim() is ['#', .. var target])
            {
                yield return target;
            }

            foreach (var id in Ids(attribute.Value))
            {
                yield return id;
            }
        }

        foreach (var id in IsPaint(element) || element.Name.LocalName is "stop" or "style" or "title" or "desc" ? [] : rules.Where(r => r.Words is null || Names(element).Any(r.Words.Contains)).SelectMany(r => r.Ids))
        {
            yield return id;
        }
    }

    // a gradient draws nothing but colours, whatever is written on it
    private static bool IsPaint(XElement element) => element.Name.LocalName is "linearGradient" or "radialGradient";

    private static IEnumerable<string> Names(XElement element)
        => ((string?)element.Attribute("class") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append((string?)element.Attribute("id") ?? "").Append(element.Name.LocalName);

    // .a,#b rect{mask:url(#m)}: the names in front of the brace; null = may hold for anything
    private static (HashSet<string>? Words, string[] Ids) Rule(string rule)
    {
        var brace = rule.LastIndexOf('{');
        var selector = brace < 0 ? "" : rule[..brace];
        return (brace <= 0 || selector.AsSpan().IndexOfAny(Wild) >= 0 || rule.Contains("--", StringComparison.Ordinal) ? null : [.. Word().Matches(selector).Select(m => m.Value)], [.. Ids(rule)]);
    }

    private static IEnumerable<string> Ids(string css) => css.Contains('(', StringComparison.Ordinal) ? Reference().Matches(css).Select(m => m.Groups["id"].Value).Distinct() : [];

    [GeneratedRegex("""url\(\s*["']?#(?<id>[\w.:-]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\w-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
