using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.Extensions.Primitives;

namespace ConsentPortal.Web.Api.Imports;

/// <summary>How a file is to be read, as the query or the earlier parts of a form say it. What is left out is guessed from the file.</summary>
internal sealed class ImportParameters
{
    public const string Csv = "text/csv";

    public static readonly ApiParameter[] All =
    [
        new("kind", "What the file holds; consents if missing. A file of contacts says nothing about consent, and needs contacts:write too.") { Words = [.. Word.All<ImportKind>()] },
        new("fileName", "What staff see as its name."), new("profile", "Code of the profile; default if missing."), new("purpose", "Code of the purpose of rows that name none."),
        new("source", "Fills the blanks of the source column."), new("map", "`column=field`, as often as needed: a field of a consents file, or `ignore`; of a contacts file one of its fields, `fields.CODE` for an own one, or `ignore`."), new("mapStatus", "`word=optedIn`, `=optedOut` or `=skip`, as often as needed."),
        new("status", "What every row says where no column does.") { Words = ["optedIn", "optedOut"] }, new("dates", "How dates are written; iso if missing.") { Words = [.. Word.All<DateForm>()] },
        new("zone", "IANA name of the zone of times that name none; UTC if missing."), new("confirmedBy", "How the source confirmed its dated opt-ins; kept as evidence."),
        new("createTopics", "true makes the topics that do not exist yet."), new("acceptNewerOptIns", "true lets a dated opt-in lift an older stored opt-out."), new("dryRun", "true decides every row and writes nothing."),
        .. PeopleParameters.All,
    ];

    // the rest is for consents alone
    private static readonly string[] OfBoth = ["kind", "fileName", "map", "dryRun"];

    private readonly Dictionary<string, StringValues> said = new(StringComparer.Ordinal);

    public List<Problem> Problems { get; } = [];

    public string FileName => Text("fileName") is { Length: > 0 } name ? name : "api.csv";

    public bool DryRun => Flag("dryRun");

    public ImportKind Kind => One<ImportKind>("kind") ?? ImportKind.Consents;

    public void Add(string name, StringValues values) => said[name] = StringValues.Concat(said.GetValueOrDefault(name), values);

    /// <summary>The guess, with what was said put over it.</summary>
    /// <param name="bound">The one profile that the key speaks for.</param>
    public ImportOptions Options(CsvShape shape, ImportOptions guess, string? bound)
    {
        foreach (var name in said.Keys)
        {
            RefuseStray(name, guess.People is not null);
        }

        return guess.People is { } people ? guess with { People = PeopleParameters.Over(people, shape, this) } : guess with
        {
            Profile = Text("profile") ?? bound ?? "default", Purpose = Text("purpose"), Source = Text("source"), Columns = Columns(shape, guess), Statuses = Statuses(guess),
            FileStatus = One<StatusMeaning>("status") ?? guess.FileStatus, Dates = One<DateForm>("dates") ?? guess.Dates, Zone = Text("zone") ?? guess.Zone,
            ConfirmedBy = Text("confirmedBy"), CreateTopics = Flag("createTopics"), AcceptNewerOptIns = Flag("acceptNewerOptIns"),
        };
    }

    // a parameter that would have no say is a mistake of the caller's
    private void RefuseStray(string name, bool people)
    {
        if (All.All(p => p.Name != name))
        {
            Problems.Add(Problem.Invalid(name, "There is no such parameter here."));
        }
        else if (!OfBoth.Contains(name) && PeopleParameters.All.Any(p => p.Name == name) != people)
        {
            Problems.Add(Problem.Invalid(name, people ? "This is for files of consents; a file of contacts says nothing about consent. Leave it out." : "This is for files of contacts. Leave it out, or say kind=contacts."));
        }
    }

    private ImportField[] Columns(CsvShape shape, ImportOptions guess)
    {
        var columns = guess.Columns.ToArray();
        foreach (var (name, field) in Pairs<ImportField>("map"))
        {
            if (ColumnOf(name, shape) is not { } column)
            {
                continue;
            }

            columns = [.. columns.Select(c => c == field && field != ImportField.Ignore ? ImportField.Ignore : c)]; // the guess gives way
            columns[column] = field;
        }

        return columns;
    }

    private SortedDictionary<string, StatusMeaning> Statuses(ImportOptions guess)
    {
        SortedDictionary<string, StatusMeaning> statuses = new(guess.Statuses, StringComparer.Ordinal);
        foreach (var (word, meaning) in Pairs<StatusMeaning>("mapStatus"))
        {
            statuses[word.ToLowerInvariant()] = meaning;
        }

        return statuses;
    }

    /// <summary>The place of a column that <c>map</c> names; null is said among the problems.</summary>
    internal int? ColumnOf(string name, CsvShape shape)
    {
        var column = shape.Headers.ToList().FindIndex(h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            Problems.Add(Problem.Invalid("map", $"The file has no column {name}."));
        }

        return column < 0 ? null : column;
    }

    /// <summary>The words said as <c>name=value</c>. The last "=" parts them: a column may be called "a=b".</summary>
    internal IEnumerable<(string Name, string Value)> Pairs(string name) => from pair in said.GetValueOrDefault(name)
        let at = pair?.LastIndexOf('=') ?? -1
        select at > 0 ? (pair[..at].Trim(), pair[(at + 1)..].Trim()) : (pair ?? "", "");

    private IEnumerable<(string Name, T Value)> Pairs<T>(string name) where T : struct, Enum
    {
        foreach (var (key, word) in Pairs(name))
        {
            if (Word.TryParse<T>(word, out var value))
            {
                yield return (key, value);
            }
            else
            {
                Problems.Add(Problem.Invalid(name, $"Say name=value, the value one of {string.Join(", ", Word.All<T>())}."));
            }
        }
    }

    internal string? Text(string name) => said.GetValueOrDefault(name) is [{ } text] && text.Trim().Length > 0 ? text.Trim() : null;

    private bool Flag(string name)
    {
        if (Text(name) is not (null or "true" or "false"))
        {
            Problems.Add(Problem.Invalid(name, "Send true or false."));
        }

        return Text(name) == "true";
    }

    internal T? One<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } word)
        {
            return null;
        }

        if (Word.TryParse<T>(word, out var value))
        {
            return value;
        }

        Problems.Add(Problem.Invalid(name, $"Say one of {string.Join(", ", Word.All<T>())}."));
        return null;
    }
}
