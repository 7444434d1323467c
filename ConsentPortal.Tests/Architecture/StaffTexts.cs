using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Where the texts of the staff's pages stand: behind a localizer, in tables of words, and in Core as sentences to a person (refusals,
/// reasons, hints), which the pages look up.</summary>
internal static partial class StaffTexts
{
    public static readonly string[] Folders = ["Admin", "Layouts", "OwnAccount", "SignIn", "Ui"];

    // these speak to programs, to the command line or to the log, or to visitors of the public pages
    private static readonly string[] NotForStaff =
    [
        "Storage/", "Consent/EventCheck.cs", "Consent/ReplayCheck.cs", "Consent/SideRowCheck.cs", "Consent/TextCheck.cs", "Consent/HeadSender.cs", "Consent/CheckConsent.cs", "Consent/RecordConsent.cs",
        "Consent/IssueLinks.cs", "Kernel/CanonicalJson.cs", "Kernel/Id.cs", "Kernel/KeyRing.cs", "Kernel/Word.cs", "Kernel/Sentence.cs", "Integration/CheckReadiness.cs", "Preferences/Subscribe.cs",
    ];

    /// <summary>The English texts, which are the keys.</summary>
    public static HashSet<string> Used() => [.. Pages(), .. Core(), .. Presets()];

    /// <summary>Staff pages and the classes beside them.</summary>
    public static IEnumerable<SourceFile> Files(params string[] endings) => Folders.SelectMany(folder => Source.Files($"ConsentPortal.Web/{folder}", endings));

    private static IEnumerable<string> Pages()
    {
        foreach (var file in Files(".razor", ".cs").Append(new("ConsentPortal.Web/SetupHints.cs", Path.Combine(Source.Root, "ConsentPortal.Web", "SetupHints.cs"))))
        {
            var text = file.Text;
            foreach (var key in Localizer().Matches(text).SelectMany(m => Literals.Of(Literals.First(text, m.Index + m.Length - 1)).Select(l => l.Text).Where(IsText)))
            {
                yield return key;
            }

            foreach (var sentence in Problems().Matches(text).SelectMany(m => Literals.Of(text[m.Index..Literals.Close(text, m.Index + m.Length - 1)])).Select(l => l.Text).Where(t => Sentence().IsMatch(t)))
            {
                yield return sentence;
            }

            foreach (var word in Words(file.Name, text))
            {
                yield return word;
            }
        }
    }

    private static IEnumerable<string> Core() => Source.Files("ConsentPortal.Core", ".cs").Where(f => !NotForStaff.Any(n => f.Path.StartsWith($"ConsentPortal.Core/{n}", StringComparison.Ordinal)))
        .SelectMany(f => Words(f.Name, f.Text).Concat(Sentences(f.Text)));

    private static IEnumerable<string> Sentences(string text)
        => Literals.Of(text).Where(l => Sentence().IsMatch(l.Text) && !NamedPlace().IsMatch(l.Text) && !Line(text, l.At).Contains("throw new", StringComparison.Ordinal) && !Line(text, l.At).Contains("log.Log", StringComparison.Ordinal)).Select(l => l.Text);

    /// <summary>A file that says of its English texts that they are keys is read whole.</summary>
    private static IEnumerable<string> Words(string name, string text)
    {
        var code = name.EndsWith(".razor", StringComparison.Ordinal) ? text[Math.Max(0, text.IndexOf("@code", StringComparison.Ordinal))..] : text;
        return !text.Contains("key of its translations", StringComparison.Ordinal) ? []
            : Literals.Of(Entry().Replace(code, "[] =")).Select(l => l.Text).Where(t => IsText(t) && Word().IsMatch(t) && !Name().IsMatch(t));
    }

    private static IEnumerable<string> Presets()
    {
        foreach (var file in Source.Files("ConsentPortal.Core/Compliance/Presets", ".json"))
        {
            using var preset = JsonDocument.Parse(file.Text);
            yield return preset.RootElement.GetProperty("name").GetString()!;
            yield return preset.RootElement.GetProperty("summary").GetString()!;
        }
    }

    /// <summary>Key and text of a resource file of the staff's pages.</summary>
    public static Dictionary<string, string> Resource(string name) => XDocument.Load(Path.Combine(Source.Root, "ConsentPortal.Web", name)).Descendants("data")
        .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!, StringComparer.Ordinal);

    private static string Line(string text, int at)
    {
        var from = text.LastIndexOf('\n', at) + 1;
        return text[from..at];
    }

    private static bool IsText(string literal) => literal.Any(char.IsLetter);

    [GeneratedRegex(@"\b(?:L|l|texts|Texts|localizer)\[", RegexOptions.None, 2000)]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\bProblem\.\w+\(", RegexOptions.None, 2000)]
    private static partial Regex Problems();

    [GeneratedRegex(@"^[^a-z].* .*[.!?…]$", RegexOptions.Singleline, 1000)]
    private static partial Regex Sentence();

    /// <summary>What a table of words is asked with.</summary>
    [GeneratedRegex(@"\[""\w+""\] =", RegexOptions.None, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex NamedPlace();

    [GeneratedRegex(@"^[A-Z].*[a-z]|[a-z],? [a-z]", RegexOptions.Singleline, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]+)+$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
