using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Reads a file as an import would, decides every row on the real data with the real rules, and writes nothing.</summary>
public sealed class DryRunImport(Rehearsals rehearsals, ConsentLedger ledger, ImportWorkshop workshop, Rulebooks rulebooks, DryRunFiles files)
{
    /// <summary>A draft by its id; or, from the command line, a file where it lies.</summary>
    public sealed record Command(Id<ImportJob> JobId, ImportOptions Options, string? File = null)
    {
        /// <summary>Told the share that is done, 0 to 1.</summary>
        public IProgress<double>? Progress { get; init; }

        /// <summary>Told of every row that would be refused.</summary>
        public Action<Rejection>? OnRejected { get; init; }
    }

    public async Task<Outcome<DryRunReport>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        if (await files.FindAsync(command, ct) is not { } file)
        {
            return ImportProblems.FileGone;
        }

        return ImportRules.Check(command.Options, file.Shape, await rulebooks.FreshAsync(ct)) is { Count: > 0 } problems ? problems : await RehearseAsync(command, file, actor, ct);
    }

    private async Task<DryRunReport> RehearseAsync(Command command, DryRunFiles.Found file, Actor actor, CancellationToken ct)
    {
        var work = await workshop.OpenAsync(file.Path, file.Shape, command.Options, command.JobId, default, makeTopics: false, ct);
        await using var rehearsal = await rehearsals.OpenAsync(ct);
        ReportMaker report = new();
        RunWriter writer = new(ledger) { OnRow = report.See, Erased = work.Erased };
        foreach (var pass in new[] { ImportPass.OptOuts, ImportPass.OptIns })
        {
            await using var feed = work.Feed(pass, onUnknown: report.SeeUnknown, keepCells: true);
            while (await feed.NextAsync(ct) is { } run)
            {
                await using var session = rehearsal.NewSession();
                foreach (var rejection in await writer.WriteAsync(session, run, report.Counts, ct))
                {
                    command.OnRejected?.Invoke(rejection);
                }

                command.Progress?.Report(((int)pass - 1 + Math.Min(1, run.Last / (double)Math.Max(1, file.Records))) / 2);
            }
        }

        return report.Make(work).For(actor, command.Options, await rulebooks.FreshAsync(ct), file.Job is { } job && ImportAccess.OwnsCells(actor, job));
    }
}

/// <summary>Finds the file of a dry run.</summary>
public sealed class DryRunFiles(ImportFiles files, IDbContextFactory<PortalDb> databases)
{
    internal sealed record Found(string Path, CsvShape Shape, long Records, ImportJob? Job = null);

    internal async Task<Found?> FindAsync(DryRunImport.Command command, CancellationToken ct)
    {
        if (command.File is { } path)
        {
            var facts = await ImportFiles.InspectAsync(path, ct);
            return new(path, CsvShape.Of(path, facts.Encoding).Shape, facts.Records);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == command.JobId, ct);
        return job is null || !files.Has(job) ? null : new(files.PathOf(job), ImportOptions.FromJson<CsvShape>(job.Shape), job.RowsTotal, job);
    }
}
