using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Imports;

/// <summary>How a file of contacts is to be read, as a program says it.</summary>
internal static class PeopleParameters
{
    private const string OwnPrefix = "fields.";

    public static readonly ApiParameter[] All =
    [
        new("policy", "Of contacts: what happens to people who are known already; update if missing.") { Words = [.. Word.All<PeoplePolicy>()] },
        new("levelReason", "Of contacts: why the file's consent levels count; needed where a column holds them."), new("country", "Of contacts: ISO 3166-1 alpha-2, so that numbers may be written the national way."),
    ];

    /// <summary>The guess, with what was said put over it.</summary>
    public static PeopleOptions Over(PeopleOptions guess, CsvShape shape, ImportParameters said)
    {
        var columns = guess.Columns.ToArray();
        SortedDictionary<int, string> own = new(guess.Own);
        foreach (var (name, word) in said.Pairs("map"))
        {
            if (FieldOf(word) is not { } field)
            {
                said.Problems.Add(Problem.Invalid("map", $"Say column=field, the field one of {string.Join(", ", Word.All<PeopleField>().Where(w => w != Word.Of(PeopleField.Own)))}, or {OwnPrefix}CODE."));
            }
            else if (said.ColumnOf(name, shape) is { } column)
            {
                Give(columns, own, column, field, word);
            }
        }

        return guess with { Columns = columns, Own = own, Policy = said.One<PeoplePolicy>("policy") ?? guess.Policy, LevelReason = said.Text("levelReason"), Country = said.Text("country")?.ToUpperInvariant() };
    }

    /// <summary>What a column feeds, as <c>map</c> would say it.</summary>
    public static string WordOf(PeopleOptions options, int column) => options.Own.GetValueOrDefault(column) is { } code ? OwnPrefix + code : Word.Of(options.Columns[column]);

    private static PeopleField? FieldOf(string word) => word.StartsWith(OwnPrefix, StringComparison.Ordinal) && word.Length > OwnPrefix.Length ? PeopleField.Own
        : Word.TryParse<PeopleField>(word, out var field) && field != PeopleField.Own ? field : null;

    // where a field has room for one column only, the guess gives way
    private static void Give(PeopleField[] columns, SortedDictionary<int, string> own, int column, PeopleField field, string word)
    {
        var code = field == PeopleField.Own ? word[OwnPrefix.Length..] : null;
        for (var i = 0; i < columns.Length; i++)
        {
            if (code is null ? columns[i] == field && field is not (PeopleField.Email or PeopleField.Phone or PeopleField.Mobile or PeopleField.Voice) : own.GetValueOrDefault(i) == code)
            {
                columns[i] = PeopleField.Ignore;
                own.Remove(i);
            }
        }

        own.Remove(column);
        columns[column] = field;
        if (code is not null)
        {
            own[column] = code;
        }
    }
}
