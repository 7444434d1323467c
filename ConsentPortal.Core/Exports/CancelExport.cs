using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Stops an export that waits or runs, or deletes the file of one that is done.</summary>
public sealed class CancelExport(ExportFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public sealed record Command(Id<ExportJob> JobId);

    public async Task<Outcome<ExportState>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ExportJob>().SeenBy(actor).SingleOrDefaultAsync(j => j.Id == command.JobId, ct) is not { } job)
        {
            return ExportProblems.Gone;
        }

        var (state, kind) = Next(job);
        if (kind.Length == 0)
        {
            return job.State; // it has ended, or somebody else was quicker
        }

        job.CancelRequested = state == ExportState.Running;
        if (state != ExportState.Running)
        {
            job.End(state, "", clock.Now());
        }

        db.Announce(job.Tell(kind), actor);
        await db.SaveChangesAsync(ct);
        if (state != ExportState.Running)
        {
            files.Delete(job.Id); // after: what is left is without its key
        }

        return job.State;
    }

    private static (ExportState State, string Kind) Next(ExportJob job) => job.State switch
    {
        ExportState.Queued => (ExportState.Cancelled, ExportEvent.Cancelled),
        ExportState.Running => (ExportState.Running, job.CancelRequested ? "" : ExportEvent.Cancelled),
        ExportState.Ready => (ExportState.Deleted, ExportEvent.Deleted),
        _ => (job.State, ""),
    };
}
