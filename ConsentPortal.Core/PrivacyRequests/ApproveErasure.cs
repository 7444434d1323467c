using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A second person approves: from then on the job runs, and nothing brings the data back. What is approved is what they saw; where the
/// data changed since, they look again.</summary>
public sealed class ApproveErasure(RequestCases cases, ErasurePlans plans, KeyRings rings)
{
    private readonly SealedSecrets seals = new(rings);

    /// <param name="PlanHash">Of the plan that was on the screen, as <see cref="PlanErasure"/> gave it.</param>
    public sealed record Command(Id<PrivacyRequest> RequestId, string PlanHash);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.RequestId, actor, open => DecideAsync(open, command, ct), ct);

    private async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var erasure = await open.Db.Set<Erasure>().FirstOrDefaultAsync(e => e.RequestId == open.Request.Id, ct);
        if ((open.RefuseClosed() ?? Refuse(open, erasure)) is { } wrong)
        {
            return wrong;
        }

        var made = await plans.MakeAsync(open.Db, open.Request, ct);
        if (made.Plan.AllWarnings.Contains(ErasureWarnings.LegalHold))
        {
            return Problem.Conflict("A request of this person is under a legal hold. Nothing is erased while it lasts.");
        }

        if (made.Hash != command.PlanHash)
        {
            return Problem.Conflict("The data changed since this plan was made. Look at the plan as it is now, and approve it again.");
        }

        (erasure!.Plan, erasure.PlanHash, erasure.Aims) = (made.Plan.ToJson(), made.Hash, made.Aims.Seal(seals, erasure.Id));
        (erasure.State, erasure.ApprovedBy, erasure.ApprovedAt) = (ErasureState.Running, open.Actor.Id ?? "", open.Now);
        open.Db.Entry(open.Request).Property(r => r.LegalHold).IsModified = true; // who refuses or holds the case at this instant, or this approval, comes too late
        open.Step(RequestStepKind.Approved, RequestEvent.ErasureApproved);
        return null;
    }

    private static Problem? Refuse(RequestCase open, Erasure? erasure) => erasure switch
    {
        null => Problem.Conflict("There is no plan yet. Put the erasure up for review first."),
        { State: not ErasureState.Proposed } => Problem.Conflict("This erasure was approved already."),
        _ when open.Request.State != RequestState.Review => Problem.Conflict("An erasure is approved while the request is in review."),
        _ when open.Actor.Kind != ActorKind.Staff || erasure.PreparedBy == (open.Actor.Id ?? "") => Problem.Conflict("A deletion is approved by a second person, not by who prepared it."),
        _ => null,
    };
}
