using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Keeps what the analyst chose for a draft, right or not yet, so that leaving the page loses nothing.</summary>
public sealed class MapImport(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ImportJob> JobId, ImportOptions Options);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ImportAccess.FindAsync(db, command.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (job.State != ImportState.Draft)
        {
            return ImportProblems.NoDraft;
        }

        if (ImportAccess.Lacks(actor, command.Options.Profile) is { } bound)
        {
            return bound;
        }

        var options = command.Options.ToJson();
        if (job.Options == options)
        {
            return default(Done);
        }

        var changes = new ChangeList().Add("options", job.Options, options);
        (job.Options, job.Profile) = (options, command.Options.Profile);
        db.Announce(ImportEvent.Of(job, "import.mapped", changes.Items), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}

internal static class ImportProblems
{
    public static readonly Problem Gone = Problem.NotFound("There is no such import.");
    public static readonly Problem NoDraft = Problem.Conflict("This import has been started already.");
    public static readonly Problem FileGone = Problem.Conflict("The file of this import is not on this machine any more. Upload it again.");
}
