using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Refused rows of the person are blanked, rows of sources forgotten. A staged file that holds the person is discarded with its draft;
/// an import that runs is waited for.</summary>
public sealed class ImportsErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, ImportFiles files, DataDirectory data) : IErasesPersonalData
{
    private static readonly ImportState[] Running = [ImportState.Queued, ImportState.Running];

    public string Room => "Imports";

    public IReadOnlyList<string> Tables { get; } = ["import_jobs", "import_undos", "rejected_rows", "source_rows"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staged = await StagedAsync(db, subject, ct);
        return
        [
            new("rejected-rows", ErasureOutcome.Erase, (await RejectedAsync(db, subject, ct)).Count),
            new("source-rows", ErasureOutcome.Erase, await Rows(db, subject).CountAsync(ct)),
            new("import-names", ErasureOutcome.Anonymise, await Named(db, subject).CountAsync(ct)),
            new("staged-imports", ErasureOutcome.Erase, staged.Count, Warning: staged.Count > 0 ? ErasureWarnings.StagedImport : ""),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        var touched = await queue.RunAsync(async session =>
        {
            var db = await session.DbAsync(ct);
            foreach (var row in await RejectedAsync(db, subject, ct))
            {
                await db.Set<RejectedRow>().Where(r => r.JobId == row.JobId && r.Row == row.Row).ExecuteUpdateAsync(r => r.SetProperty(x => x.Cells, (string?)null), ct);
            }

            return await Rows(db, subject).ExecuteDeleteAsync(ct)
                + await Named(db, subject).ExecuteUpdateAsync(j => j.SetProperty(x => x.FileName, "erased.csv").SetProperty(x => x.Error, ""), ct);
        }, WriteLane.Bulk, ct);
        return touched + await DiscardAsync(subject, ct);
    }

    // a file cannot be mended where it lies: its rows are counted, and its hash is what a repeated command finds it by
    private async Task<int> DiscardAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staged = await StagedAsync(db, subject, ct);
        foreach (var job in staged)
        {
            if (Running.Contains(job.State))
            {
                throw new ErasureWaitsException("import");
            }

            job.State = ImportState.Discarded;
            db.Announce(ImportEvent.Of(job, "import.discarded"), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        staged.ForEach(files.Delete);
        return staged.Count + await SweepAsync(db, subject, ct);
    }

    // what a killed process left behind
    private async Task<int> SweepAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var open = await db.Set<ImportJob>().Where(j => Running.Contains(j.State)).Select(j => j.StoredName).ToListAsync(ct);
        var found = 0;
        foreach (var path in Directory.EnumerateFiles(data.Uploads).Where(f => !open.Contains(Path.GetFileName(f))))
        {
            if (await Traces.Of(subject).InFileAsync(path, ct))
            {
                File.Delete(path);
                found++;
            }
        }

        return found;
    }

    private async Task<List<ImportJob>> StagedAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        List<ImportJob> holding = [];
        foreach (var job in await db.Set<ImportJob>().Where(j => j.State != ImportState.Finished && j.State != ImportState.Discarded && j.StoredName != "").OrderBy(j => j.Id).ToListAsync(ct))
        {
            if (files.Has(job) && await Traces.Of(subject).InFileAsync(files.PathOf(job), ct))
            {
                holding.Add(job);
            }
        }

        return holding;
    }

    // a refused row often has no usable address, and first and last name in cells of their own
    private static async Task<List<RejectedRow>> RejectedAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var traces = Traces.Of(subject);
        List<string[]> names = [.. subject.Names.Select(n => n.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).Where(n => n.Length > 1)];
        Traces last = new(subject.Names.Concat(names.Select(n => n.MaxBy(w => w.Length)!)).Concat(subject.Addresses));
        var some = await db.Set<RejectedRow>().AsNoTracking().Where(r => r.Cells != null).Holding(last, r => r.Cells).ToListAsync(ct);
        return some.FindAll(r => traces.In(r.Cells) || names.Exists(n => n.All(w => r.Cells!.Contains($"\"{w}\"", StringComparison.OrdinalIgnoreCase))));
    }

    private static IQueryable<SourceRow> Rows(PortalDb db, PersonalDataSubject subject)
    {
        var points = subject.ContactPoints.ToList();
        var keys = db.Set<SourceRow>().Holding(Traces.OfAddresses(subject), r => r.Key);
        return db.Set<SourceRow>().Where(r => points.Contains(r.PointId) || keys.Any(k => k.Source == r.Source && k.Key == r.Key));
    }

    private static IQueryable<ImportJob> Named(PortalDb db, PersonalDataSubject subject) => db.Set<ImportJob>().Holding(Traces.Of(subject), j => j.FileName, j => j.Error);
}
