using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>A file that was taken out and holds the person is deleted; who needs it takes the list out again, without them. What somebody
/// searched for is forgotten where it names the person. An export that runs is waited for.</summary>
public sealed class ExportsErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, ExportFiles files, TimeProvider clock) : IErasesPersonalData
{
    private const string Erased = "(erased)";

    public string Room => "Exports";

    public IReadOnlyList<string> Tables { get; } = ["export_jobs"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return
        [
            new("export-files", ErasureOutcome.Erase, (await HoldingAsync(db, subject, ct)).Count),
            new("export-words", ErasureOutcome.Erase, await Named(db, subject).CountAsync(ct) + (await SearchedAsync(db, subject, ct)).Count),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ExportJob>().AnyAsync(j => j.State == ExportState.Queued || j.State == ExportState.Running, ct))
        {
            throw new ErasureWaitsException("export"); // it may have written the person already
        }

        var holding = await HoldingAsync(db, subject, ct);
        foreach (var job in holding)
        {
            job.End(ExportState.Deleted, "", clock.Now());
            db.Announce(job.Tell(ExportEvent.Deleted), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        holding.ForEach(j => files.Delete(j.Id));
        return holding.Count + await queue.RunAsync(async session => await ForgetAsync(await session.DbAsync(ct), subject, ct), WriteLane.Bulk, ct);
    }

    private async Task<int> ForgetAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var searched = await SearchedAsync(db, subject, ct);
        return await db.Set<ExportJob>().Where(j => searched.Contains(j.Id)).ExecuteUpdateAsync(j => j.SetProperty(x => x.Filter, ""), ct)
            + await Named(db, subject).ExecuteUpdateAsync(j => j.SetProperty(x => x.Reason, Erased).SetProperty(x => x.Described, Erased).SetProperty(x => x.Error, ""), ct);
    }

    private async Task<List<ExportJob>> HoldingAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        List<ExportJob> holding = [];
        foreach (var job in await db.Set<ExportJob>().Where(j => j.State == ExportState.Ready && j.FileKey != null).OrderBy(j => j.Id).ToListAsync(ct))
        {
            await using TraceStream look = new(Traces.Of(subject));
            if (files.Has(job))
            {
                await files.CopyAsync(job, look, ct);
            }

            if (look.Found)
            {
                holding.Add(job);
            }
        }

        return holding;
    }

    private async Task<List<Id<ExportJob>>> SearchedAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var jobs = await db.Set<ExportJob>().AsNoTracking().Where(j => j.Filter != "").Select(j => new { j.Id, j.Filter }).ToListAsync(ct);
        return [.. jobs.Where(j => Traces.Of(subject).In(files.Unseal(j.Filter).ToJson())).Select(j => j.Id)];
    }

    private static IQueryable<ExportJob> Named(PortalDb db, PersonalDataSubject subject) => db.Set<ExportJob>().Holding(Traces.Of(subject), j => j.Reason, j => j.Described, j => j.Error);
}
