using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary>The words after <c>import contacts</c>, read as strictly as those of consents.</summary>
internal sealed record PeopleImportWords(string File)
{
    public const string Usage = "import contacts FILE [--map column=field …] [--policy update|skip|fillBlanks] [--level-reason REASON] [--country CC] [--dry-run] [--rejected FILE]";

    public string? Rejected { get; private set; }

    public bool DryRun { get; private set; }

    private PeopleOptions Said { get; set; } = new();

    private List<(string Column, PeopleField Field, string Own)> Columns { get; } = [];

    public static PeopleImportWords Parse(string[] words)
    {
        if (words is not ["contacts", { Length: > 0 } file, ..] || file.StartsWith("--", StringComparison.Ordinal))
        {
            throw new CommandException($"Usage: {Usage}");
        }

        PeopleImportWords parsed = new(file);
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i] == "--dry-run")
            {
                parsed.DryRun = true;
                continue;
            }

            parsed.Take(words[i], i + 1 < words.Length ? words[i + 1] : throw new CommandException($"'{words[i]}' needs a value, or is no option. Usage: {Usage}"));
            i++;
        }

        return parsed;
    }

    public PeopleOptions Options(CsvShape shape)
    {
        var columns = PeopleGuess.Of(shape.Headers).ToArray();
        SortedDictionary<int, string> codes = [];
        foreach (var (name, field, own) in Columns)
        {
            var column = shape.Headers.ToList().FindIndex(h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
            columns[column < 0 ? throw new CommandException($"--map {name}=…: the file has no such column. It has: {string.Join(", ", shape.Headers)}.") : column] = field;
            if (own.Length > 0)
            {
                codes[column] = own;
            }
        }

        return Said with { Columns = columns, Own = codes };
    }

    private static string? OwnCode(string field) => field.StartsWith("fields.", StringComparison.Ordinal) && field.Length > 7 ? field[7..] : null;

    private void Take(string word, string value)
    {
        switch (word)
        {
            case "--map":
                var at = value.LastIndexOf('=');
                Columns.Add(at > 0 && OwnCode(value[(at + 1)..].Trim()) is { } own ? (value[..at].Trim(), PeopleField.Own, own)
                    : at > 0 && Word.TryParse<PeopleField>(value[(at + 1)..].Trim(), out var field) && field != PeopleField.Own ? (value[..at].Trim(), field, "")
                    : throw new CommandException($"--map {value}: say column={string.Join('|', Word.All<PeopleField>().SkipLast(1))}, or fields.CODE for a field of your own."));
                break;
            case "--policy":
                Said = Said with { Policy = Word.TryParse<PeoplePolicy>(value, out var policy) ? policy : throw new CommandException($"--policy {value}: say {string.Join('|', Word.All<PeoplePolicy>())}.") };
                break;
            case "--level-reason": Said = Said with { LevelReason = value }; break;
            case "--country": Said = Said with { Country = value.ToUpperInvariant() }; break;
            case "--rejected": Rejected = value; break;
            default: throw new CommandException($"'{word}' is no option. Usage: {Usage}");
        }
    }
}
