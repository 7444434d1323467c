using System.Text;
using System.Xml;
using System.Xml.Linq;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Reads an uploaded SVG and writes it again from what was understood: what its editor left in it falls away, and whatever could run,
/// load something, or swell when it is drawn is refused by name.</summary>
internal static class SvgCheck
{
    private const string Field = UploadBrandFile.Field;
    private const int ElementsMost = 5_000, DepthMost = 60;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool LooksLikeOne(byte[] content) => content.Length > 4 && Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 400))).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');

    public static Outcome<byte[]> Clean(byte[] content)
    {
        var read = Read(content);
        if (!read.Ok)
        {
            return read.Problem!;
        }

        var root = read.Value;
        root.DescendantNodesAndSelf().Where(n => n is XComment or XProcessingInstruction).Remove();
        root.DescendantsAndSelf().Where(e => e != root && (SvgWords.IsLeftByAnEditor(e.Name.Namespace) || e.Name == SvgWords.Svg + "metadata")).Remove();
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            if (Refuse(element) is { } refused)
            {
                return refused;
            }
        }

        return Swells(root) ? Problem.Invalid(Field, "The SVG draws parts that draw parts again, which can freeze a browser. Expand the symbols before saving it.") : Write(root);
    }

    private static Outcome<XElement> Read(byte[] content)
    {
        try
        {
            var text = Strict.GetString(content).TrimStart('\uFEFF');
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BrandFile.SvgMaxSize, MaxCharactersFromEntities = 1 };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            return document.Nodes().Any(n => n is XProcessingInstruction { Target: "xml-stylesheet" }) ? Problem.Invalid(Field, "The SVG loads a style sheet. Save it with its styles inside.")
                : document.Root!.Name == SvgWords.Svg + "svg" ? document.Root : Problem.Invalid(Field, "This is XML, but no SVG picture. Export it as SVG, PNG, JPEG or WebP.");
        }
        catch (DecoderFallbackException)
        {
            return Problem.Invalid(Field, "The SVG is not written in UTF-8. Save it again in that encoding.");
        }
        catch (XmlException error)
        {
            return error.Message.Contains("DTD", StringComparison.Ordinal) ? Problem.Invalid(Field, "The SVG has a document type, which can hide anything. Save it as plain SVG, without <!DOCTYPE>.")
                : Problem.Invalid(Field, $"The SVG cannot be read (line {error.LineNumber}). Export it again, or save it as PNG.");
        }
    }

    private static Problem? Refuse(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.Namespace != SvgWords.Svg || !SvgWords.Elements.Contains(name))
        {
            return Problem.Invalid(Field, $"The SVG holds <{name}>, which can run, load or lead somewhere. Take it out, or save the picture as PNG.");
        }

        if (name == "style" && !SvgWords.IsHarmless(element.Value))
        {
            return Problem.Invalid(Field, "The styles in the SVG load something from outside. Save it with attributes instead of styles, or as PNG.");
        }

        foreach (var attribute in element.Attributes().ToList())
        {
            if (Refuse(attribute, name) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Problem? Refuse(XAttribute attribute, string element)
    {
        var name = attribute.Name.LocalName;
        if (attribute.IsNamespaceDeclaration)
        {
            return null;
        }

        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            return Problem.Invalid(Field, $"The SVG holds a script ({name} of <{element}>). Export it without scripts, or save it as PNG.");
        }

        if (name == "href" && (!SvgWords.IsInside(attribute.Value.Trim()) || (element is "use" && !attribute.Value.Trim().StartsWith('#'))))
        {
            return Problem.Invalid(Field, $"<{element}> in the SVG leads outside. Embed what it shows, or save the picture as PNG.");
        }

        var isKept = attribute.Name.Namespace == XNamespace.None ? SvgWords.Attributes.Contains(name) : attribute.Name == SvgWords.XLink + "href" || attribute.Name == XNamespace.Xml + "space" || attribute.Name == XNamespace.Xml + "lang";
        if (!isKept)
        {
            attribute.Remove(); // harmless, and nothing to a browser
        }
        else if (name is not ("href" or "id" or "class" or "role") && !name.StartsWith("aria-", StringComparison.Ordinal) && !SvgWords.IsHarmless(attribute.Value))
        {
            return Problem.Invalid(Field, $"{name} of <{element}> in the SVG loads something from outside. Embed it, or save the picture as PNG.");
        }

        return null;
    }

    // ten uses of ten uses of ten …: a line of text that draws for ever
    private static bool Swells(XElement root)
    {
        if (root.DescendantsAndSelf().Take(ElementsMost + 1).Count() > ElementsMost || root.Descendants().Any(e => e.Ancestors().Take(DepthMost + 1).Count() > DepthMost))
        {
            return true;
        }

        var drawn = root.Descendants(SvgWords.Svg + "use").Select(Target).ToHashSet(StringComparer.Ordinal);
        return root.DescendantsAndSelf().Where(e => e.Attribute("id") is { } id && drawn.Contains(id.Value)).Any(e => e.DescendantsAndSelf(SvgWords.Svg + "use").Any()) || SvgGraph.Swells(root);
    }

    private static string Target(XElement use) => (use.Attribute("href") ?? use.Attribute(SvgWords.XLink + "href"))?.Value.Trim().TrimStart('#') ?? "";

    private static byte[] Write(XElement root)
    {
        using MemoryStream stream = new();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Strict, OmitXmlDeclaration = true, Indent = false }))
        {
            root.Save(writer);
        }

        return stream.ToArray();
    }
}
