using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConsentPortal.Core.Compliance;

/// <summary>What may stand in an uploaded SVG: shapes, text, colours and filters. Everything that runs, loads, leads somewhere or moves by
/// itself is not on these lists.</summary>
internal static partial class SvgWords
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg", XLink = "http://www.w3.org/1999/xlink";

    public static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
        "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
        "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    };

    public static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "id", "class", "style", "href", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "dx", "dy", "d", "points", "width", "height", "viewBox", "version",
        "preserveAspectRatio", "transform", "rotate", "pathLength", "offset", "lang", "role", "aria-label", "aria-hidden", "aria-labelledby",
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset",
        "opacity", "color", "display", "visibility", "overflow", "clip-path", "clip-rule", "mask", "mask-type", "filter", "paint-order", "vector-effect", "mix-blend-mode", "isolation",
        "shape-rendering", "text-rendering", "image-rendering", "color-interpolation", "color-interpolation-filters", "stop-color", "stop-opacity", "flood-color", "flood-opacity", "lighting-color",
        "marker-start", "marker-mid", "marker-end", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient",
        "font-family", "font-size", "font-style", "font-weight", "font-variant", "font-stretch", "letter-spacing", "word-spacing", "text-anchor", "text-decoration", "dominant-baseline",
        "alignment-baseline", "baseline-shift", "writing-mode", "direction", "unicode-bidi", "textLength", "lengthAdjust", "startOffset", "method", "spacing",
        "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "filterUnits", "primitiveUnits",
        "in", "in2", "result", "mode", "type", "values", "operator", "k1", "k2", "k3", "k4", "stdDeviation", "radius", "scale", "xChannelSelector", "yChannelSelector", "baseFrequency", "numOctaves",
        "seed", "stitchTiles", "tableValues", "slope", "intercept", "amplitude", "exponent", "surfaceScale", "diffuseConstant", "specularConstant", "specularExponent", "azimuth", "elevation",
        "pointsAtX", "pointsAtY", "pointsAtZ", "z", "limitingConeAngle", "order", "kernelMatrix", "divisor", "bias", "targetX", "targetY", "edgeMode", "preserveAlpha",
    };

    // what drawing programs write beside the drawing; browsers draw nothing of it
    private static readonly string[] Editors = ["http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
        "http://purl.org/dc/", "http://ns.adobe.com/", "http://www.bohemiancoding.com/sketch/", "http://www.serif.com/", "http://www.figma.com/", "http://www.corel.com/", "adobe:ns:meta/"];

    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "url", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "calc", "matrix", "translate", "translateX", "translateY", "scale", "scaleX", "scaleY", "rotate", "skewX", "skewY",
        "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia", "circle", "ellipse", "inset", "polygon", "var", "not", "is", "where",
    };

    public static bool IsLeftByAnEditor(XNamespace space) => Editors.Any(e => space.NamespaceName.StartsWith(e, StringComparison.Ordinal));

    /// <summary>CSS, or any value in which CSS may stand: no at-rules, no escapes that hide a word, only functions that load nothing, and
    /// <c>url(#name)</c> alone.</summary>
    public static bool IsHarmless(string css) => css.IndexOfAny(['\\', '@', '<']) < 0
        && Calls(css).All(call => Functions.Contains(call.Name) && (!call.Name.Equals("url", StringComparison.OrdinalIgnoreCase) || OwnPart().IsMatch(css, call.At)));

    /// <summary>A part of the same drawing, or a picture that lies in it.</summary>
    public static bool IsInside(string href) => href.StartsWith('#') || Embedded().IsMatch(href);

    // from each brace back to its name: a megabyte of letters without one costs a single look
    private static IEnumerable<(int At, string Name)> Calls(string css)
    {
        for (var brace = css.IndexOf('('); brace >= 0; brace = css.IndexOf('(', brace + 1))
        {
            var end = brace;
            while (end > 0 && char.IsWhiteSpace(css[end - 1]))
            {
                end--;
            }

            var at = end;
            while (at > 0 && (char.IsLetterOrDigit(css[at - 1]) || css[at - 1] is '_' or '-'))
            {
                at--;
            }

            yield return (at, css[at..end]);
        }
    }

    [GeneratedRegex("""\Gurl\(\s*(?<quote>["']?)#[\w.:-]+\k<quote>\s*\)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnPart();

    [GeneratedRegex(@"^data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Embedded();
}
