using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What erasing the person of a case would do, as it stands now; changes nothing.</summary>
public sealed class PlanErasure(IDbContextFactory<PortalDb> databases, ErasurePlans plans)
{
    /// <param name="Hash">To be handed to <see cref="ApproveErasure"/>.</param>
    /// <param name="Contacts">The records that go: the person's own, what was merged into it, leads that became it.</param>
    /// <param name="Addresses">How many addresses are blanked.</param>
    public sealed record View(ErasurePlan Plan, string Hash, int Contacts, int Addresses);

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Kind == RequestKind.Forget, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        var made = await plans.MakeAsync(db, request, ct);
        return new View(made.Plan, made.Hash, made.Aims.Subject.Contacts.Count, made.Aims.Subject.ContactPoints.Count);
    }
}
