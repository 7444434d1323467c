using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What must be right before a file can be read at all; each problem names the input that mends it.</summary>
internal static class ImportRules
{
    public static List<Problem> Check(ImportOptions options, CsvShape shape, Rulebook rules)
    {
        List<Problem> problems = [.. Columns(options, shape)];
        if (rules.Profile(options.Profile) is not { } profile)
        {
            problems.Add(Problem.Invalid("profile", "There is no profile with this code."));
            return problems;
        }

        problems.AddRange(Purposes(options, profile, rules));
        if (options.Source?.Length > ConsentEvent.SourceMaxLength)
        {
            problems.Add(Problem.Invalid("source", $"At most {ConsentEvent.SourceMaxLength} characters."));
        }

        if (options.ConfirmedBy is { } reason && (string.IsNullOrWhiteSpace(reason) || reason.Length > ImportOptions.ReasonMaxLength))
        {
            problems.Add(Problem.Invalid("confirmedBy", $"Say how the source confirmed its opt-ins, in 1 to {ImportOptions.ReasonMaxLength} characters."));
        }

        if (options.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            problems.Add(Problem.Invalid("zone", "This is no time zone. Say it by its IANA name, such as Europe/Berlin."));
        }

        if (options.Statuses.Keys.Any(w => w.Length is 0 or > ImportOptions.WordMaxLength))
        {
            problems.Add(Problem.Invalid("statuses", $"A status word has 1 to {ImportOptions.WordMaxLength} characters."));
        }

        return problems;
    }

    private static IEnumerable<Problem> Columns(ImportOptions options, CsvShape shape)
    {
        if (options.Columns.Count != shape.Headers.Count)
        {
            yield return Problem.Invalid("columns", "The mapping does not fit the columns of this file.");
            yield break;
        }

        if (!options.Has(ImportField.Address) && !options.Has(ImportField.Email) && !options.Has(ImportField.Phone))
        {
            yield return Problem.Invalid("columns", "Say which column holds the address: email, phone, or address for a mixed column.");
        }

        if (options.Has(ImportField.Address) && (options.Has(ImportField.Email) || options.Has(ImportField.Phone)))
        {
            yield return Problem.Invalid("columns", "Map either one address column, or email and phone columns; not both.");
        }

        if (!options.Has(ImportField.Status) && options.FileStatus is not (StatusMeaning.OptedIn or StatusMeaning.OptedOut))
        {
            yield return Problem.Invalid("columns", "Say which column holds the status: who is opted in and who is opted out.");
        }

        foreach (var twice in options.Columns.Where(c => c != ImportField.Ignore).GroupBy(c => c).Where(g => g.Count() > 1))
        {
            yield return Problem.Invalid("columns", $"Two columns go to {Word.Of(twice.Key)}. Leave one of them out.");
        }
    }

    private static IEnumerable<Problem> Purposes(ImportOptions options, ComplianceProfile profile, Rulebook rules)
    {
        if (options.Purpose is { Length: > 0 } code)
        {
            if (rules.Purpose(code) is not { } purpose || !rules.Uses(profile, purpose))
            {
                yield return Problem.Invalid("purpose", "The profile has no purpose with this code.");
            }
        }
        else if (!options.Has(ImportField.Purpose) && rules.PurposesOf(profile).Count(p => p.Type == PurposeType.Commercial) != 1)
        {
            yield return Problem.Invalid("purpose", "The profile has no single commercial purpose: say which purpose the file is about, or map a purpose column.");
        }
    }
}
