using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Takes a file in: copies it to the uploads, looks at how it is written, guesses what its columns mean. A draft until it is
/// started; nothing of it is consent yet.</summary>
public sealed class UploadImport(ImportFiles files, IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The name as the analyst knows it, and the bytes as they come in.</summary>
    public sealed record Command(string FileName, Stream Content);

    public async Task<Outcome<Id<ImportJob>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
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

        ImportJob job = new()
        {
            Id = id, FileName = Text.Cut(Text.Clean(Path.GetFileName(command.FileName)), ImportJob.NameMaxLength), StoredName = stored, FileHash = facts.Hash, FileSize = facts.Size,
            Shape = ImportOptions.ToJson(shape), Options = new ImportOptions { CreateTopics = true, Columns = ColumnGuess.Of(shape.Headers, sample) }.ToJson(), RowsTotal = facts.Records,
            CreatedBy = actor.Number, CreatedByName = actor.Name, CreatedAt = clock.Now(),
        };
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(job);
        db.Announce(ImportEvent.Of(job, "import.uploaded"), actor);
        await db.SaveChangesAsync(ct);
        return id;
    }

    internal static Problem? Refuse(ImportFileFacts facts, CsvShape shape, IReadOnlyList<string[]> sample) => (facts, shape, sample) switch
    {
        ({ Size: 0 }, _, _) => Problem.Invalid("file", "The file is empty. Choose another one."),
        (_, { Headers: [] }, _) => Problem.Invalid("file", "The file cannot be read as CSV. Save it as CSV with one line per consent and try again."),
        _ when shape.Headers.Any(h => h.Contains('\0', StringComparison.Ordinal)) => Problem.Invalid("file", "This is no text file. Save it as CSV and try again."),
        _ when shape.Headers.Any(h => Contacts.ContactPointKey.TryParse(Channel.Email, h, out _)) => Problem.Invalid("file", "The first line must name the columns, but it holds an address. Add a line with names and try again."),
        (_, _, []) => Problem.Invalid("file", "The file has column names but no rows below them."),
        _ => null,
    };
}
