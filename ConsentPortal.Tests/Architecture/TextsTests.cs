using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Every text of a staff page is a key of the resource file, and every key is a text of a page.</summary>
public sealed partial class TextsTests
{
    private static readonly string[] Folders = ["Admin", "Layouts", "OwnAccount", "SignIn", "Ui"];

    [Fact]
    public void Every_text_of_a_staff_page_has_its_entry_and_every_entry_its_page()
    {
        var (used, known) = (Used(), Resource("Texts.resx"));
        Assert.True(used.Count > 50, "Hardly a text was found: the test looked at too little.");

        Findings.AssertNone(used.Except(known, StringComparer.Ordinal).Select(k => $"missing: {k}").Concat(known.Except(used, StringComparer.Ordinal).Select(k => $"not used: {k}")));
    }

    [Fact]
    public void No_two_texts_differ_only_in_their_capitals()
        => Findings.AssertNone(Used().GroupBy(k => k, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => string.Join(" and ", g))); // one resource holds both

    [Fact]
    public void Translations_know_no_text_that_english_does_not_and_keep_its_places()
    {
        var english = Resource("Texts.resx");
        foreach (var file in Source.Files("ConsentPortal.Web", ".resx").Where(f => f.Name.StartsWith("Texts.", StringComparison.Ordinal) && f.Name != "Texts.resx"))
        {
            var entries = XDocument.Load(file.FullPath).Descendants("data").Select(d => (Key: (string)d.Attribute("name")!, Value: (string)d.Element("value")!)).ToList();
            Findings.AssertNone(entries.Where(e => !english.Contains(e.Key)).Select(e => $"{file.Name}: {e.Key}"));
            Findings.AssertNone(entries.Where(e => !Places(e.Key).SetEquals(Places(e.Value))).Select(e => $"{file.Name}: {e.Key} has other places"));
        }
    }

    private static HashSet<string> Used() => [.. Folders.SelectMany(folder => Source.Files($"ConsentPortal.Web/{folder}", ".razor", ".cs"))
        .SelectMany(f => Key().Matches(f.Text).Select(m => Regex.Unescape(m.Groups["key"].Value)))];

    private static HashSet<string> Resource(string name)
        => XDocument.Load(Path.Combine(Source.Root, "ConsentPortal.Web", name)).Descendants("data").Select(d => (string)d.Attribute("name")!).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("""\b(?:L|texts|Texts|localizer)\["(?<key>(?:[^"\\]|\\.)*)"[,\]]""", RegexOptions.None, 2000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
