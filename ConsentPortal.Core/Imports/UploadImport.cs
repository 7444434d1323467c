using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Takes a file in: copies it to the uploads, looks at how it is written, guesses what its columns mean. A draft until it is
/// started; nothing of it is consent yet.</summary>
public sealed class UploadImport(ImportFiles files, IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The name as the analyst knows it, the bytes as they come in, and what they hold.</summary>
    public sealed record Command(string FileName, Stream Content, ImportKind Kind = ImportKind.Consents);

    public async Task<Outcome<Id<ImportJob>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.Lacks(Permission.RunImports) ?? ImportAccess.LacksPeople(actor, command.Kind)) is { } problem)
        {
            return problem;
        }

        var id = ids.Next<ImportJob>();
        var stored = ImportFiles.NameFor(id);
        var facts = await files.ReceiveAsync(stored, command.Content, ct);
        var (shape, sample) = CsvShape.Of(files.PathOf(stored), facts.Encoding);
        if (Refuse(facts, shape, sample) is { } refusal)
        {
            files.Delete(stored);
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var own = command.Kind == ImportKind.Contacts ? (await Contacts.FieldBook.ReadAsync(db, actor, ct)).Rows : [];
        ImportJob job = new()
        {
            Id = id, Kind = command.Kind, FileName = Text.Cut(Text.Clean(Path.GetFileName(command.FileName)), ImportJob.NameMaxLength), StoredName = stored, FileHash = facts.Hash, FileSize = facts.Size,
            Shape = ImportOptions.ToJson(shape), Options = Guess(command, shape, sample, own).ToJson(), RowsTotal = facts.Records,
            Profile = actor.BoundToProfile ?? "default", CreatedBy = actor.Number, CreatedByName = actor.Name, CreatedAt = clock.Now(),
        };
        db.Add(job);
        db.Announce(ImportEvent.Of(job, "import.uploaded"), actor);
        await db.SaveChangesAsync(ct);
        return id;
    }

    private static ImportOptions Guess(Command command, CsvShape shape, IReadOnlyList<string[]> sample, IReadOnlyList<Contacts.FindContactFields.Row> own) => command.Kind == ImportKind.Contacts
        ? new() { People = PeopleGuess.Of(shape.Headers, own) } : ProductGuess.OptionsFor(shape, sample, command.FileName) with { CreateTopics = true };

    internal static Problem? Refuse(ImportFileFacts facts, CsvShape shape, IReadOnlyList<string[]> sample) => (facts, shape, sample) switch
    {
        ({ Size: 0 }, _, _) => UploadProblem.Empty,
        (_, { Headers: [] }, _) => UploadProblem.NoCsv,
        _ when shape.Headers.Any(h => h.Any(c => char.IsControl(c) || c == '\uFFFD')) => UploadProblem.NoText,
        _ when shape.Headers.Any(h => Contacts.ContactPointKey.TryParse(Channel.Email, h, out _)) => UploadProblem.NoHeader,
        (_, _, []) => UploadProblem.NoRows,
        _ => null,
    };
}

/// <summary>Why a file was not taken in, with a short name that a link can carry.</summary>
public static class UploadProblem
{
    public static readonly Problem Empty = Problem.Invalid("file", "The file is empty. Choose another one.");
    public static readonly Problem NoCsv = Problem.Invalid("file", "The file cannot be read as CSV. Save it as CSV with one line per consent and try again.");
    public static readonly Problem NoText = Problem.Invalid("file", "This is no text file. In your spreadsheet, save it as CSV (UTF-8) and try again.");
    public static readonly Problem NoHeader = Problem.Invalid("file", "The first line must name the columns, but it holds an address. Add a line with names and try again.");
    public static readonly Problem NoRows = Problem.Invalid("file", "The file has column names but no rows below them.");
    public static readonly Problem TooLarge = Problem.Invalid("file", "The file is larger than this portal takes. Split it, or load it on the command line.");
    public static readonly Problem Broken = Problem.Invalid("file", "The upload broke off. Choose the file again.");
    public static readonly Problem Forbidden = Problem.Forbidden();

    private static readonly (string Name, Problem Problem)[] All =
    [
        ("empty", Empty), ("no-csv", NoCsv), ("no-text", NoText), ("no-header", NoHeader), ("no-rows", NoRows), ("too-large", TooLarge), ("broken", Broken), ("forbidden", Forbidden),
    ];

    public static string NameOf(Problem problem) => Array.Find(All, p => p.Problem == problem).Name ?? "broken";

    /// <summary>Null for a name that is none.</summary>
    public static Problem? Of(string? name) => Array.Find(All, p => p.Name == name).Problem;
}
