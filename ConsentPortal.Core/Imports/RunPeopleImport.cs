using System.Diagnostics;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Loads a file of people in short transactions, each of which also saves how far it came and what it refused: killed at any moment, it
/// goes on where the last commit left it, with every row once.</summary>
public sealed class RunPeopleImport(WriteQueue queue, PersonWriter writer, ImportPace pace, ImportLifecycle life, IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ImportJob> JobId);

    public async Task<Outcome<ImportState>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        var begun = await life.BeginAsync(command.JobId, actor, ct);
        if (!begun.Ok)
        {
            return begun.Problem!;
        }

        try
        {
            return await life.EndAsync(command.JobId, await LoadAsync(begun.Value, ct) ? ImportState.Finished : ImportState.Cancelled, actor, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            return await life.FailAsync(command.JobId, error, actor, ct);
        }
    }

    private sealed record Progress(ImportPlace Place, ImportCounts Counts, bool Stop, bool End);

    // one pass: pass 2 stands for "read to its end"
    private async Task<bool> LoadAsync(ImportJob job, CancellationToken ct)
    {
        var options = ImportOptions.FromJson(job.Options).People ?? new();
        Actor importer = new(ActorKind.Import, job.Id.ToString(), job.CreatedByName, Permission.All);
        using PersonReader rows = new(life.PathOf(job), ImportOptions.FromJson<CsvShape>(job.Shape), options, await FieldsAsync(ct));
        Progress at = new(job.Place, ImportCounts.FromJson(job.Counts), job.CancelRequested, job.Pass > 1);
        while (!at.Stop && !at.End)
        {
            var (before, begun) = (at, Stopwatch.GetTimestamp());
            at = await queue.RunAsync(session => WriteAsync(session, rows, before, options, importer, ct), WriteLane.Bulk, ct);
            ImportMetrics.Read(before.Counts, at.Counts);
            await pace.RestAsync(begun, ct);
        }

        return !at.Stop;
    }

    private async Task<FieldBook> FieldsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await FieldBook.ReadAsync(db, Actor.System, ct); // who started the import was asked what they may write
    }

    // one transaction: rows until the time is up, then the place that they lead to
    private async ValueTask<Progress> WriteAsync(WriteSession session, PersonReader rows, Progress at, PeopleOptions options, Actor importer, CancellationToken ct)
    {
        var (begun, counts, done, end) = (Stopwatch.GetTimestamp(), at.Counts.Copy(), at.Place.RowsDone, false);
        var db = await session.DbAsync(ct);
        List<Rejection> rejected = [];
        do
        {
            if (rows.Next(done) is not { } row)
            {
                end = true;
                break;
            }

            var (outcome, reason) = await writer.TakeAsync(db, row, options, importer, write: true, session.Now, ct);
            db.ChangeTracker.Clear(); // each row is read as the one before left it
            counts.Add(outcome, reason);
            counts.Erased += outcome != ImportOutcome.Rejected && await writer.IsErasedAsync(db, row, ct) ? 1 : 0;
            if (outcome == ImportOutcome.Rejected)
            {
                rejected.Add(new(row.Number, reason, row.Cells));
            }

            done = row.Number;
        }
        while (pace.MayGoOn(begun));
        await session.Imports.AddRejectedAsync(at.Place.Job, rejected, ct);
        var to = at.Place with { Pass = end ? 2 : 1, RowsDone = done, RowsTotal = end ? done : Math.Max(at.Place.RowsTotal, done) };
        var stop = await session.Imports.MoveAsync(at.Place, to, counts.ToJson(), ct) ?? throw new InvalidOperationException("Another process works on this import."); // rolls the batch back
        return new(to, counts, stop && !end, end);
    }
}

/// <summary>Runs an import by what its file holds.</summary>
public sealed class RunAnyImport(RunImport consents, RunPeopleImport people, IDbContextFactory<PortalDb> databases)
{
    public async Task<Outcome<ImportState>> RunAsync(Id<ImportJob> id, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var kind = await db.Set<ImportJob>().Where(j => j.Id == id).Select(j => j.Kind).FirstOrDefaultAsync(ct);
        return kind == ImportKind.Contacts ? await people.RunAsync(new(id), actor, ct) : await consents.RunAsync(new(id), actor, ct);
    }
}
