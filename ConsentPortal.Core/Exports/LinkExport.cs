using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Makes the link by which a file is fetched: a new one takes the place of the one before. It opens the file for the member who
/// asked, a few times, as long as the file is kept. Somebody else's file takes an administrator, and a reason.</summary>
public sealed class LinkExport(ExportFiles files, IDbContextFactory<PortalDb> databases)
{
    /// <param name="Reason">Only for somebody else's file.</param>
    public sealed record Command(Id<ExportJob> JobId, string Reason = "");

    /// <summary>The token of the link.</summary>
    public async Task<Outcome<string>> RunAsync(Command command, Actor actor, CancellationToken ct)
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

        if (job.State != ExportState.Ready || !files.Has(job))
        {
            return job.State == ExportState.Ready ? ExportProblems.Elsewhere : ExportProblems.NotReady;
        }

        var reason = Text.Clean(command.Reason);
        if (ExportRules.RefuseReading(new(job.What), actor) is { } forbidden)
        {
            return forbidden;
        }

        if (!actor.Owns(job) && reason.Length is 0 or > ExportRules.ReasonMaxLength)
        {
            return reason.Length == 0 ? Problem.Invalid("reason", "This file is somebody else's. Say why you need it.") : Problem.Invalid("reason", $"At most {ExportRules.ReasonMaxLength} characters.");
        }

        var (token, hash) = SecretToken.New();
        (job.LinkHash, job.LinkFor, job.LinkUses) = (hash, actor.Id ?? "", 0);
        db.Announce(actor.Owns(job) ? job.Tell(ExportEvent.LinkIssued) : job.Tell(ExportEvent.LinkIssued) with { Reason = reason }, actor);
        await db.SaveChangesAsync(ct);
        return token;
    }
}
