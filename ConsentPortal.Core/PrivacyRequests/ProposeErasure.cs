using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Puts an erasure up for review: keeps what was planned, and for whom, until a second person looks at it.</summary>
public sealed class ProposeErasure(RequestCases cases, ErasurePlans plans, KeyRings rings, IdSource ids)
{
    private readonly SealedSecrets seals = new(rings);

    /// <param name="Note">What the second person should know; may be empty.</param>
    public sealed record Command(Id<PrivacyRequest> RequestId, string? Note = null);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.RequestId, actor, open => DecideAsync(open, command, ct), ct);

    private async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var request = open.Request;
        var erasure = await open.Db.Set<Erasure>().FirstOrDefaultAsync(e => e.RequestId == request.Id, ct);
        if ((open.RefuseClosed() ?? Refuse(request, erasure, command)) is { } wrong)
        {
            return wrong;
        }

        var made = await plans.MakeAsync(open.Db, request, ct);
        if (erasure is null)
        {
            erasure = new() { Id = ids.Next<Erasure>(), RequestId = request.Id };
            open.Db.Add(erasure);
        }

        (erasure.Plan, erasure.PlanHash, erasure.Aims) = (made.Plan.ToJson(), made.Hash, made.Aims.Seal(seals, erasure.Id));
        (erasure.PreparedBy, erasure.PreparedAt) = (open.Actor.Id ?? "", open.Now);
        if (request.State == RequestState.InProgress)
        {
            return open.Move(RequestState.Review, command.Note);
        }

        open.Step(RequestStepKind.Commented, RequestEvent.Commented, command.Note);
        return null;
    }

    private static Problem? Refuse(PrivacyRequest request, Erasure? erasure, Command command) => request switch
    {
        { Kind: not RequestKind.Forget } => Problem.Invalid("request", "Only a request to be forgotten ends in an erasure."),
        _ when erasure is not (null or { State: ErasureState.Proposed }) => Problem.Conflict("This erasure was approved already."),
        { State: RequestState.Review } when erasure is null => null, // it came here without a plan
        { State: not RequestState.InProgress } => Problem.Conflict("An erasure is put up for review while the request is in progress."),
        _ when Text.Clean(command.Note).Length > RequestStep.NoteMaxLength => Problem.Invalid("note", $"At most {RequestStep.NoteMaxLength} characters."),
        _ => null,
    };
}
