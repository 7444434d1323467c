using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Every text of a staff page is a key of the resource file, every key is a text of a page, and each is there in German too.</summary>
public sealed partial class TextsTests
{
    private static readonly string[] Attributes = ["title", "aria-label", "placeholder", "alt", "label", "Title", "Label", "Hint", "Lead", "Message", "Yes", "No", "Text", "Detail", "summary"];

    [Fact]
    public void Every_text_of_a_staff_page_has_its_entry_and_every_entry_its_page()
    {
        var (used, known) = (StaffTexts.Used(), StaffTexts.Resource("Texts.resx").Keys.ToHashSet(StringComparer.Ordinal));
        Assert.True(used.Count > 1000, "Hardly a text was found: the test looked at too little.");

        Findings.AssertNone(used.Except(known, StringComparer.Ordinal).Select(k => $"missing: {k}").Concat(known.Except(used, StringComparer.Ordinal).Select(k => $"not used: {k}")));
    }

    [Fact]
    public void No_two_texts_differ_only_in_their_capitals()
        => Findings.AssertNone(StaffTexts.Used().GroupBy(k => k, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => string.Join(" and ", g))); // one resource holds both

    [Fact]
    public void German_says_all_of_it_with_the_same_places()
    {
        var (english, german) = (StaffTexts.Resource("Texts.resx"), StaffTexts.Resource("Texts.de.resx"));

        Findings.AssertNone(english.Keys.Except(german.Keys, StringComparer.Ordinal).Select(k => $"lacks: {k}").Concat(german.Keys.Except(english.Keys, StringComparer.Ordinal).Select(k => $"has too much: {k}"))
            .Concat(german.Where(e => !Places(e.Key).SetEquals(Places(e.Value))).Select(e => $"has other places: {e.Key}"))
            .Concat(german.Where(e => e.Key.Length > 24 && e.Key == e.Value).Select(e => $"is still English: {e.Key}")));
    }

    [Fact]
    public void No_staff_page_writes_a_text_without_its_key()
    {
        var files = StaffTexts.Files(".razor").ToList();
        Assert.True(files.Count > 80, "Hardly a page was found: the test looked at too little.");

        Findings.AssertNone(files.SelectMany(f => Literally(f.Text).Select(text => $"{f.Path}: {text}")));
    }

    [Fact]
    public void A_refusal_is_looked_up_by_its_format_not_by_its_sentence()
        => Findings.AssertNone(StaffTexts.Files(".razor", ".cs").SelectMany(f => ByMessage().Matches(f.Text).Select(m => $"{f.Path}: {m.Value} (write L.Say(problem))")));

    [Theory]
    [InlineData("<p>Hello there</p>", "Hello there")]
    [InlineData("<Field Label=\"Name of it\" />", "Label=\"Name of it\"")]
    [InlineData("<p>@L[\"Hello\"]</p>", null)]
    [InlineData("@foreach (var p in All.Where(x => x.Kind == Kind.Big))\n{\n<b>@p.Name</b>\n}", null)]
    public void A_literal_text_is_seen_and_code_is_not_taken_for_one(string page, string? found)
        => Assert.Equal(found is null ? [] : [found], Literally(page));

    // what stands between tags or in an attribute that people read or hear, and is no expression
    private static IEnumerable<string> Literally(string page)
    {
        var markup = Directive().Replace(Comment().Replace(page, ""), "");
        markup = markup[..(markup.IndexOf("@code", StringComparison.Ordinal) is var code and >= 0 ? code : markup.Length)];
        markup = WithoutExpressions(markup);
        foreach (Match attribute in Attribute().Matches(markup))
        {
            if (Attributes.Contains(attribute.Groups["name"].Value, StringComparer.Ordinal) && !Name().IsMatch(attribute.Groups["text"].Value))
            {
                yield return attribute.Value;
            }
        }

        foreach (var text in Between().Matches(markup).Select(m => m.Groups["text"].Value.Trim()).Where(t => Letters().IsMatch(t) && !Code().IsMatch(t) && t is not ("ConsentPortal" or "· ConsentPortal" or "UTC" or "admin reset --email")))
        {
            yield return text;
        }
    }

    // @(…) and @L[…] with all that is inside
    private static string WithoutExpressions(string markup)
    {
        for (var at = Expression().Match(markup); at.Success; at = Expression().Match(markup))
        {
            markup = markup.Remove(at.Index, Literals.Close(markup, at.Index + at.Length - 1) - at.Index);
        }

        return markup;
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, 2000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@(?:page|inject|using|attribute|implements|inherits|layout|typeparam)\b.*$", RegexOptions.Multiline, 2000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"@(?:if |foreach |for |switch |else if )?\(|@[A-Za-z.]+[\[(]", RegexOptions.None, 2000)]
    private static partial Regex Expression();

    [GeneratedRegex("\\b(?<name>[\\w-]+)=\"(?<text>[^\"@]*[A-Za-z]{2}[^\"@]*)\"", RegexOptions.None, 2000)]
    private static partial Regex Attribute();

    // Label="Label" hands a value on
    [GeneratedRegex(@"^[A-Z]\w*$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@">(?<text>[^<>{}@;]+)(?=<|@)", RegexOptions.None, 2000)]
    private static partial Regex Between();

    [GeneratedRegex("[A-Za-z]{2}", RegexOptions.None, 1000)]
    private static partial Regex Letters();

    [GeneratedRegex(@"=>|==|&&|\|\||\?|^\s*[\w.]+\)|^(?:else|if|foreach|for|switch|case|default|var)\b|\)\s*$", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\bL\[[\w.!]+\.Message\]", RegexOptions.None, 2000)]
    private static partial Regex ByMessage();
}
