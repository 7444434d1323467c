using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Stops a renewal run; mails that were queued before go out, and their links work.</summary>
public sealed class CancelRenewal(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public sealed record Command(Id<RenewalRun> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.Set<RenewalRun>().FirstOrDefaultAsync(r => r.Id == command.Id, ct);
        if (run is not { State: RenewalState.Running })
        {
            return Problem.NotFound("This is done already. Load the page again.");
        }

        run.Finish(RenewalState.Cancelled, clock.Now());
        var purpose = (await rulebooks.FreshAsync(ct)).Purpose(run.PurposeId);
        db.Announce(new RenewalEvent(RenewalEvent.Cancelled, run.Id.ToString()) { SubjectName = purpose?.Name.In("en") ?? "" }, actor);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
