using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Imports;

/// <summary>What a column of a contacts file feeds.</summary>
public enum PeopleField
{
    /// <summary>Left out.</summary>
    Ignore,
    ExternalId,
    Kind,
    FirstName,
    LastName,
    JobTitle,

    /// <summary>Name of the company.</summary>
    Account,
    Language,

    /// <summary>Consent level: 0 to 5, or its word.</summary>
    Level,
    Child,

    /// <summary>External id of the guardian.</summary>
    Guardian,

    /// <summary>False = do not track.</summary>
    Tracking,
    DoNotBulk,
    DoNotMail,
    DoNotPhone,

    /// <summary>One or several addresses, parted by line breaks or semicolons; so too the numbers.</summary>
    Email,

    /// <summary>Numbers for text messages.</summary>
    Phone,

    /// <summary>Numbers for text messages and calls.</summary>
    Mobile,

    /// <summary>Numbers for calls.</summary>
    Voice,

    /// <summary>An own field of the portal; which one stands in <see cref="PeopleOptions.Own"/>.</summary>
    Own,
}

/// <summary>What happens to a person whom the portal knows already.</summary>
public enum PeoplePolicy
{
    /// <summary>Filled cells replace what is there.</summary>
    Update,

    /// <summary>Known people stay as they are.</summary>
    Skip,

    /// <summary>Filled cells fill what is empty.</summary>
    FillBlanks,
}

/// <summary>How a file of people is to be read.</summary>
public sealed record PeopleOptions
{
    /// <summary>One field a column, in the order of the file.</summary>
    public IReadOnlyList<PeopleField> Columns { get; init; } = [];

    /// <summary>Codes of own fields by the number of the column, from 0.</summary>
    public SortedDictionary<int, string> Own { get; init; } = [];

    public PeoplePolicy Policy { get; init; }

    /// <summary>Why the file's consent levels count; kept as evidence. Needed where a column holds them.</summary>
    public string? LevelReason { get; init; }

    /// <summary>ISO 3166-1 alpha-2: lets numbers be written the national way; null = with their country code only.</summary>
    public string? Country { get; init; }

    internal int ColumnOf(PeopleField field)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == field)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>All that is wrong with it for this actor: a column may go to fields only that they may write.</summary>
    internal async Task<List<Problem>> ProblemsAsync(CsvShape shape, PortalDb db, Actor actor, CancellationToken ct)
    {
        var problems = Problems(shape);
        var mapped = Columns.Select((c, i) => c == PeopleField.Own ? Own.GetValueOrDefault(i, "") : null).OfType<string>().ToList();
        var fields = mapped.Count == 0 ? [] : (await FieldBook.ReadAsync(db, actor, ct)).Rows;
        foreach (var code in mapped.Distinct(StringComparer.Ordinal))
        {
            if (!fields.Any(f => f.Code == code && f.MayWrite))
            {
                problems.Add(Problem.Invalid("columns", $"There is no field '{code}', or you may not change it. Leave its column out."));
            }
            else if (mapped.Count(c => c == code) > 1)
            {
                problems.Add(Problem.Invalid("columns", $"Two columns go to {fields.First(f => f.Code == code).Label}. Leave one of them out."));
            }
        }

        return problems;
    }

    private List<Problem> Problems(CsvShape shape)
    {
        List<Problem> problems = [];
        if (Columns.Count != shape.Headers.Count)
        {
            problems.Add(Problem.Invalid("columns", "The mapping does not fit the columns of this file."));
        }
        else if (!Columns.Any(c => c is PeopleField.ExternalId or PeopleField.FirstName or PeopleField.LastName or PeopleField.Email or PeopleField.Phone or PeopleField.Mobile or PeopleField.Voice))
        {
            problems.Add(Problem.Invalid("columns", "Say which column tells who it is: an external id, a name or an address."));
        }

        foreach (var twice in Columns.Where(c => c is not (PeopleField.Ignore or PeopleField.Own or PeopleField.Email or PeopleField.Phone or PeopleField.Mobile or PeopleField.Voice)).GroupBy(c => c).Where(g => g.Count() > 1))
        {
            problems.Add(Problem.Invalid("columns", $"Two columns go to {Word.Of(twice.Key)}. Leave one of them out."));
        }

        if (Columns.Contains(PeopleField.Level) && Text.Clean(LevelReason).Length is 0 or > ImportOptions.ReasonMaxLength)
        {
            problems.Add(Problem.Invalid("levelReason", $"Say why the file's consent levels count, in 1 to {ImportOptions.ReasonMaxLength} characters, or leave the column out."));
        }

        if (Country is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            problems.Add(Problem.Invalid("country", "Write the country as two letters, such as DE or US."));
        }

        return problems;
    }
}
