using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Names, verbs and what must never be in the repository.</summary>
public sealed partial class NamesTests
{
    [Fact]
    public void No_folder_or_type_is_named_for_nothing()
    {
        var files = Source.Files("ConsentPortal.Core", ".cs", ".razor").Concat(Source.Files("ConsentPortal.Web", ".cs", ".razor")).Concat(Source.Files("ConsentPortal.Tests", ".cs", ".razor")).ToList();

        Findings.AssertNone(files.Where(f => f.Path.Split('/').Any(part => Nothing().IsMatch(Path.GetFileNameWithoutExtension(part)))).Select(f => f.Path));
    }

    [Fact]
    public void Every_verb_has_one_way_to_run_and_is_told_who_asks()
    {
        List<string> findings = [];
        var verbs = Source.Files("ConsentPortal.Core", ".cs").Where(f => Command().IsMatch(f.Text)).ToList();
        Assert.True(verbs.Count > 20, "Hardly a verb was found: the test looked at too little.");
        foreach (var verb in verbs)
        {
            var runs = Run().Matches(verb.Text);
            var commands = runs.Count(r => r.Value.Contains("(Command ", StringComparison.Ordinal));
            if (commands != 1)
            {
                findings.Add($"{verb.Path} has {commands} RunAsync that take its command");
            }

            findings.AddRange(runs.Where(r => !r.Value.Contains("Actor ", StringComparison.Ordinal)).Select(r => $"{verb.Path}: {r.Value} takes no Actor"));
        }

        Findings.AssertNone(findings);
    }

    [Fact]
    public void No_test_is_switched_off()
        => Findings.AssertNone(Source.Files("ConsentPortal.Tests", ".cs").Where(f => SwitchedOff().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void Nothing_of_others_is_kept_here()
    {
        string[] endings = [".dll", ".nupkg", ".exe", ".zip", ".so", ".min.js", ".min.css", ".woff2", ".ttf"];
        var tracked = Source.Everything().Where(f => !f.Path.Contains("/_framework/", StringComparison.Ordinal) && !f.Path.Contains("/data/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(tracked);

        Findings.AssertNone(tracked.Where(f => endings.Any(e => f.Path.EndsWith(e, StringComparison.OrdinalIgnoreCase))).Select(f => f.Path));
    }

    [Fact]
    public void Time_comes_from_the_clock_that_tests_can_hold()
        => Findings.AssertNone(Source.Files("ConsentPortal.Core", ".cs").Concat(Source.Files("ConsentPortal.Web", ".cs", ".razor")).SelectMany(f => f.Lines.Select((line, n) => (f, line, n)))
            .Where(l => SystemTime().IsMatch(l.line) && !l.line.Contains("Patience", StringComparison.Ordinal) && !l.line.Contains("< until", StringComparison.Ordinal)).Select(l => $"{l.f.Path}:{l.n + 1} {l.line.Trim()}"));

    [GeneratedRegex("^(Common|Helpers?|Utils?|Utilities|Managers?|Misc|Shared|Base)$|(Helper|Utils|Utility|Manager)$", RegexOptions.None, 1000)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"public sealed record Command\b", RegexOptions.None, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"public (async )?(ValueTask|Task|IAsyncEnumerable)(<.+>)? RunAsync\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"(Fact|Theory|InlineData)\(.*Skip\s*=", RegexOptions.None, 1000)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b", RegexOptions.None, 1000)]
    private static partial Regex SystemTime();
}
