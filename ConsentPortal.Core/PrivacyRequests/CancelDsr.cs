using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The controller takes its request back: only while nobody has begun to work on it (OpenDSR 2.0, DELETE).</summary>
public sealed class CancelDsr(RequestCases cases, ReadDsr read)
{
    public sealed record Command(string SubjectRequestId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        var found = await read.RunAsync(command.SubjectRequestId, actor, ct);
        return !found.Ok ? found.Problems.ToList() : await cases.ChangeAsync(found.Value.Request.Id, actor, open => DsrStatuses.Of(open.Request.State) == DsrStatus.Pending
            ? CloseRequest.DecideAsync(open, new(open.Request.Id, RequestState.Withdrawn), ct)
            : ValueTask.FromResult<Problem?>(Problem.Conflict("Only a pending request can be cancelled.", "request_status")), ct);
    }
}
