using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Whatever a person outside reads, a page or a mail, is there in every shipped language.</summary>
public sealed partial class PublicTextsTests
{
    public static TheoryData<string, string> Translations
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var language in ReaderLanguage.All.Skip(1))
            {
                all.Add("ConsentPortal.Web/Public/PublicTexts", language.Code);
                all.Add("ConsentPortal.Core/Messaging/MailTexts", language.Code);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Translations))]
    public void Every_language_says_all_of_it_with_the_same_places(string file, string language)
    {
        var (english, translated) = (Read($"{file}.resx"), Read($"{file}.{language}.resx"));
        Assert.True(english.Count > 20);

        Findings.AssertNone(english.Keys.Except(translated.Keys, StringComparer.Ordinal).Select(k => $"{language} lacks: {k}")
            .Concat(translated.Keys.Except(english.Keys, StringComparer.Ordinal).Select(k => $"{language} has too much: {k}"))
            .Concat(english.Where(e => translated.TryGetValue(e.Key, out var text) && !Places(e.Value).SetEquals(Places(text))).Select(e => $"{language} has other places: {e.Key}")));
        var same = english.Where(e => e.Value.Length > 20 && translated.GetValueOrDefault(e.Key) == e.Value).Select(e => $"{language} is still English: {e.Key}");
        Findings.AssertNone(same);
    }

    [Fact]
    public void Every_text_of_a_public_page_is_in_the_resource_file()
    {
        var used = Source.Files("ConsentPortal.Web/Public", ".razor", ".cs").SelectMany(f => Key().Matches(f.Text).Select(m => Regex.Unescape(m.Groups["key"].Value))).ToHashSet(StringComparer.Ordinal);
        Assert.True(used.Count > 50, "Hardly a text was found: the test looked at too little.");

        Findings.AssertNone(used.Except(Read("ConsentPortal.Web/Public/PublicTexts.resx").Keys, StringComparer.Ordinal).Select(k => $"missing: {k}"));
    }

    private static Dictionary<string, string> Read(string path) => XDocument.Load(Path.Combine(Source.Root, path)).Descendants("data")
        .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!, StringComparer.Ordinal);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("""\b(?:L|texts)\["(?<key>(?:[^"\\]|\\.)*)"[,\]]""", RegexOptions.None, 2000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
