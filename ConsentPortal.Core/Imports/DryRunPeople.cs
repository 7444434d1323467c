using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Reads a file of people as an import would, finds whom each row means, and writes nothing. A row that would find somebody whom an
/// earlier row of the file makes is told as new.</summary>
public sealed class DryRunPeople(PersonWriter writer, ImportFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int Samples = 5;

    /// <summary>A draft by its id; or, from the command line, a file where it lies.</summary>
    public sealed record Command(Id<ImportJob> JobId, PeopleOptions Options, string? File = null)
    {
        public Action<Rejection>? OnRejected { get; init; }
    }

    public async Task<Outcome<DryRunReport>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ImportJob>().AsNoTracking().FirstOrDefaultAsync(j => j.Id == command.JobId, ct);
        var path = command.File ?? (job is not null && files.Has(job) ? files.PathOf(job) : null);
        if (path is null)
        {
            return ImportProblems.FileGone;
        }

        var shape = job is null ? CsvShape.Of(path, (await ImportFiles.InspectAsync(path, ct)).Encoding).Shape : ImportOptions.FromJson<CsvShape>(job.Shape);
        return await command.Options.ProblemsAsync(shape, db, actor, ct) is { Count: > 0 } problems ? problems : await ReadAsync(db, path, shape, command, actor, ct);
    }

    private async Task<DryRunReport> ReadAsync(PortalDb db, string path, CsvShape shape, Command command, Actor actor, CancellationToken ct)
    {
        ImportCounts counts = new();
        Dictionary<string, List<DryRunReport.SampleRow>> first = new(StringComparer.Ordinal);
        using PersonReader rows = new(path, shape, command.Options, await FieldBook.ReadAsync(db, Actor.System, ct));
        while (rows.Next(0) is { } row)
        {
            var (outcome, reason) = await writer.TakeAsync(db, row, command.Options, actor, write: false, clock.Now(), ct);
            db.ChangeTracker.Clear();
            counts.Add(outcome, reason);
            counts.Erased += outcome != ImportOutcome.Rejected && await writer.IsErasedAsync(db, row, ct) ? 1 : 0;
            if (outcome == ImportOutcome.Rejected)
            {
                command.OnRejected?.Invoke(new(row.Number, reason, row.Cells));
            }

            var name = reason.Length > 0 ? reason : Word.Of(outcome);
            var samples = first.TryGetValue(name, out var known) ? known : first[name] = [];
            if (samples.Count < Samples)
            {
                samples.Add(new(row.Number, PeopleMask.Cells(row.Cells, command.Options, actor)));
            }
        }

        return new(counts) { First = first.ToDictionary(f => f.Key, f => (IReadOnlyList<DryRunReport.SampleRow>)f.Value, StringComparer.Ordinal) };
    }
}

/// <summary>Hides from who may load files but not read people what would tell who they are.</summary>
public static class PeopleMask
{
    /// <summary>The cells as this actor may see them.</summary>
    public static IReadOnlyList<string> Cells(IReadOnlyList<string> cells, PeopleOptions options, Actor actor)
        => actor.May(Permission.ReadContacts) ? cells : [.. cells.Select((c, i) => i < options.Columns.Count ? Cell(c, options.Columns[i]) : "…")];

    private static string Cell(string cell, PeopleField field) => field switch
    {
        _ when cell.Length == 0 => cell,
        PeopleField.Email => string.Join("; ", cell.Split('\n', ';').Select(a => ContactPointKey.TryParse(Channel.Email, a, out var key) ? ContactPointKey.Mask(Channel.Email, key.Canonical) : "…")),
        PeopleField.Phone or PeopleField.Mobile or PeopleField.Voice => ContactPointKey.Mask(Channel.Sms, cell),
        PeopleField.FirstName or PeopleField.LastName or PeopleField.Ignore => $"{cell[..1]}…",
        PeopleField.Child or PeopleField.Guardian or PeopleField.Own => "…",
        _ => cell,
    };
}
