using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Carries an objection out: opt-outs in the ledger, what they stopped, and the case's next state, all in one transaction. Asks nobody
/// who they are (GDPR art. 21(2); 11 CCR § 7026(d)). Run again it adds only what is missing: the addresses of a contact linked since.</summary>
public sealed class ApplyObjection(WriteQueue queue, ObjectionWriter writer, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases)
{
    private const int Tries = 4;

    public sealed record Command(Id<PrivacyRequest> Id);

    /// <summary>Answers how many opt-outs were written now.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (!await db.Set<PrivacyRequest>().AnyAsync(r => r.Id == command.Id && r.Kind == RequestKind.Object, ct))
            {
                return Problem.NotFound("There is no such objection.");
            }
        }

        var rules = await rulebooks.FreshAsync(ct);
        for (var n = 1; ; n++)
        {
            try
            {
                return await queue.RunAsync(session => writer.WriteAsync(session, command.Id, rules, actor, ct), ct: ct);
            }
            catch (DbUpdateConcurrencyException) when (n < Tries)
            {
                // somebody worked on the case at the same moment: nothing was written, so the whole of it is done again
            }
        }
    }
}
