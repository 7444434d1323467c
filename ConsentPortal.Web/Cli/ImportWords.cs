using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary>The words after <c>import</c>, read strictly: a word that is not understood must not load a file differently than meant.</summary>
internal sealed record ImportWords(string File)
{
    public const string Usage = "import consents FILE [--profile P] [--purpose P] [--source S] [--map column=field …] [--map-status word=optedIn …] [--confirmed-by REASON] "
        + "[--status optedIn|optedOut] [--dates iso|unix|dayFirst|monthFirst] [--zone Z] [--create-topics] [--accept-newer-opt-ins] [--dry-run] [--rejected FILE]";

    public string Profile { get; private set; } = "default";

    public string? Purpose { get; private set; }

    public string? Source { get; private set; }

    public string? ConfirmedBy { get; private set; }

    public string? Rejected { get; private set; }

    public bool CreateTopics { get; private set; }

    public bool AcceptNewerOptIns { get; private set; }

    public bool DryRun { get; private set; }

    public StatusMeaning? FileStatus { get; private set; }

    public DateForm? Dates { get; private set; }

    public string? Zone { get; private set; }

    private List<(string Column, ImportField Field)> Columns { get; } = [];

    private SortedDictionary<string, StatusMeaning> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>What the file looks like before anything is stored.</summary>
    public sealed record Look(ImportFileFacts Facts, CsvShape Shape, ImportOptions Guess, ProductGuess? Product);

    public static ImportWords Parse(string[] words)
    {
        if (words is not ["consents", { Length: > 0 } file, ..] || file.StartsWith("--", StringComparison.Ordinal))
        {
            throw new CommandException($"Usage: {Usage}");
        }

        ImportWords parsed = new(file);
        for (var i = 2; i < words.Length; i++)
        {
            if (!parsed.TakeSwitch(words[i]))
            {
                var value = i + 1 < words.Length ? words[i + 1] : throw new CommandException($"'{words[i]}' needs a value, or is no option. Usage: {Usage}");
                parsed.Take(words[i], value);
                i++;
            }
        }

        return parsed;
    }

    public static async Task<Look> LookAtAsync(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new CommandException($"There is no file {file}.");
        }

        try
        {
            var looked = await LookAtImport.RunAsync(file, CancellationToken.None);
            return looked.Ok ? new(looked.Value.Facts, looked.Value.Shape, looked.Value.Guess, looked.Value.Product) : throw new CommandException(looked.Problem!.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {error.Message}");
        }
    }

    public ImportOptions Options(CsvShape shape, ImportOptions guess)
    {
        var columns = guess.Columns.ToArray();
        foreach (var (word, meaning) in guess.Statuses)
        {
            Statuses.TryAdd(word, meaning);
        }

        foreach (var (name, field) in Columns)
        {
            var column = shape.Headers.ToList().FindIndex(h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (column < 0)
            {
                throw new CommandException($"--map {name}=…: the file has no such column. It has: {string.Join(", ", shape.Headers)}.");
            }

            columns = [.. columns.Select(c => c == field && field != ImportField.Ignore ? ImportField.Ignore : c)]; // the guess gives way
            columns[column] = field;
        }

        return new()
        {
            Profile = Profile, Purpose = Purpose, Source = Source, Columns = columns, Statuses = Statuses, ConfirmedBy = ConfirmedBy, CreateTopics = CreateTopics, AcceptNewerOptIns = AcceptNewerOptIns,
            FileStatus = FileStatus ?? guess.FileStatus, Dates = Dates ?? guess.Dates, Zone = Zone ?? guess.Zone,
        };
    }

    /// <summary>The value, or the end of the verb with what is wrong.</summary>
    public static T Of<T>(Outcome<T> outcome) => outcome.Ok ? outcome.Value : throw new CommandException(string.Join(' ', outcome.Problems.Select(p => p.Field is null ? p.Message : $"{p.Field}: {p.Message}")));

    private bool TakeSwitch(string word)
    {
        switch (word)
        {
            case "--create-topics": CreateTopics = true; break;
            case "--accept-newer-opt-ins": AcceptNewerOptIns = true; break;
            case "--dry-run": DryRun = true; break;
            default: return false;
        }

        return true;
    }

    private void Take(string word, string value)
    {
        switch (word)
        {
            case "--profile": Profile = value; break;
            case "--purpose": Purpose = value; break;
            case "--source": Source = value; break;
            case "--confirmed-by": ConfirmedBy = value; break;
            case "--status": FileStatus = One<StatusMeaning>(word, value); break;
            case "--dates": Dates = One<DateForm>(word, value); break;
            case "--zone": Zone = value; break;
            case "--rejected": Rejected = value; break;
            case "--map": Columns.Add(Pair<ImportField>(word, value)); break;
            case "--map-status":
                var (name, meaning) = Pair<StatusMeaning>(word, value);
                Statuses[name.Trim().ToLowerInvariant()] = meaning;
                break;
            default: throw new CommandException($"'{word}' is no option. Usage: {Usage}");
        }
    }

    private static T One<T>(string option, string value) where T : struct, Enum
        => Word.TryParse<T>(value, out var meaning) ? meaning : throw new CommandException($"{option} {value}: say one of {string.Join(", ", Word.All<T>())}.");

    // the last "=" parts them: a column may be called "a=b"
    private static (string, T) Pair<T>(string option, string value) where T : struct, Enum
    {
        var at = value.LastIndexOf('=');
        return at > 0 && Word.TryParse<T>(value[(at + 1)..].Trim(), out var meaning)
            ? (value[..at].Trim(), meaning)
            : throw new CommandException($"{option} {value}: say name={string.Join('|', Word.All<T>())}.");
    }
}
