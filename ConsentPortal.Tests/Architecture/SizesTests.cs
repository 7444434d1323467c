using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Sizes that keep a file readable in one sitting: cs 200 lines, razor 150, @code 60, and 30 lines that say something in a method's body.</summary>
public sealed partial class SizesTests
{
    private const int CsMost = 200, RazorMost = 150, CodeMost = 60, MethodMost = 30, VerbParametersMost = 5;

    [Fact]
    public void Files_fit_into_one_sitting()
        => Findings.AssertNone(Product(".cs").Concat(Source.Files("ConsentPortal.Benchmarks", ".cs")).Where(f => f.Lines.Length > CsMost).Select(f => $"{f.Path}: {f.Lines.Length} lines, at most {CsMost}")
            .Concat(Product(".razor").Where(f => f.Lines.Length > RazorMost).Select(f => $"{f.Path}: {f.Lines.Length} lines, at most {RazorMost}")));

    [Fact]
    public void A_components_code_is_short_or_lies_beside_it()
    {
        List<string> findings = [];
        foreach (var file in Product(".razor"))
        {
            var start = Array.FindIndex(file.Lines, l => l.StartsWith("@code", StringComparison.Ordinal));
            var length = start < 0 ? 0 : file.Lines.Length - start;
            findings.AddRange(length > CodeMost ? [$"{file.Path}: @code of {length} lines, at most {CodeMost}; move it to {file.Name}.cs"] : []);
        }

        Findings.AssertNone(findings);
    }

    [Fact]
    public void A_method_is_seen_at_a_glance()
        => Findings.AssertNone(Product(".cs").Where(f => !f.Name.EndsWith("Services.cs", StringComparison.Ordinal)) // lists, one line per type
            .SelectMany(file => Methods(file.Lines).Where(m => m.Length > MethodMost).Select(m => $"{file.Path}:{m.Line} {m.Name} has {m.Length} lines, at most {MethodMost}")));

    [Fact]
    public void A_verb_asks_for_few_things()
        => Findings.AssertNone(Source.Files("ConsentPortal.Core", ".cs").Where(f => f.Text.Contains("public sealed record Command", StringComparison.Ordinal) && !f.Path.Contains("/Demo/", StringComparison.Ordinal))
            .Select(f => (f.Path, Count: Parameters(f.Text))).Where(v => v.Count > VerbParametersMost + 1).Select(v => $"{v.Path} takes {v.Count} constructor parameters"));

    [Fact]
    public void The_counter_of_methods_counts()
    {
        string[] source =
        [
            "public sealed class Sample",
            "{",
            "    public int One() => 1;",
            "",
            "    public int Two(int a)",
            "    {",
            "        if (a > 0)",
            "        {",
            "            return a;",
            "        }",
            "",
            "        return 2;",
            "    }",
            "}",
        ];

        var method = Assert.Single(Methods(source));
        Assert.Equal((5, 5), (method.Line, method.Length)); // neither braces of the method nor blank lines count
    }

    private static IEnumerable<SourceFile> Product(string ending)
        => Source.Files("ConsentPortal.Core", ".cs", ".razor").Concat(Source.Files("ConsentPortal.Web", ".cs", ".razor"))
            .Where(f => f.Path.EndsWith(ending, StringComparison.Ordinal) && !f.Path.Contains("/Migrations/", StringComparison.Ordinal));

    // a member of a type is indented once a nesting; its braces stand alone on their lines (house style), so counting them is enough
    private static IEnumerable<(string Name, int Line, int Length)> Methods(string[] lines)
    {
        for (var n = 1; n < lines.Length; n++)
        {
            var indent = lines[n].Length - lines[n].TrimStart().Length;
            if (lines[n].Trim() == "{" && indent > 0 && Signature(lines, n, indent) is { } start && Member().IsMatch(lines[start]))
            {
                var end = Array.FindIndex(lines, n + 1, l => l.TrimEnd() == new string(' ', indent) + "}" || l.TrimEnd().StartsWith(new string(' ', indent) + "}", StringComparison.Ordinal) && l.Length - l.TrimStart().Length == indent);
                if (end > 0)
                {
                    yield return (lines[start].Trim(), start + 1, lines[(n + 1)..end].Count(l => l.Trim().Length > 0));
                }
            }
        }
    }

    // parameters may run over several lines, all of them indented deeper than the first
    private static int? Signature(string[] lines, int brace, int indent)
    {
        for (var n = brace - 1; n >= 0 && lines[n].Trim().Length > 0; n--)
        {
            if (lines[n].Length - lines[n].TrimStart().Length == indent)
            {
                return n;
            }
        }

        return null;
    }

    private static int Parameters(string text)
    {
        var match = Constructor().Match(text);
        return match.Success && match.Groups["list"].Value.Trim().Length > 0 ? Generic().Replace(match.Groups["list"].Value, "").Split(',').Length : 0;
    }

    [GeneratedRegex(@"^\s+(public|private|internal|protected|static|async|override)\b(?!.*\b(class|struct|record|enum|interface)\b)(?!.*= new\().*\(", RegexOptions.None, 1000)]
    private static partial Regex Member();

    [GeneratedRegex(@"public sealed class \w+\((?<list>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Constructor();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Generic();
}
