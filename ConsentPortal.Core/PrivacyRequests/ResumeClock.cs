using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Lets the clock go on: the date moves by the days on which it stood.</summary>
public sealed class ResumeClock(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, ct), ct);

    private static async ValueTask<Problem?> DecideAsync(RequestCase open, CancellationToken ct)
    {
        var request = open.Request;
        if (request.PausedSince is null)
        {
            return Problem.Conflict("The clock runs.");
        }

        var before = request.DueOn;
        (await open.Db.Set<RequestPause>().SingleAsync(p => p.RequestId == request.Id && p.ResumedOn == null, ct)).ResumedOn = open.Today;
        request.PausedSince = null;
        await open.ReckonAsync(ct);
        open.Step(RequestStepKind.Resumed, RequestEvent.Resumed, changes: new ChangeList().Add("dueOn", before, request.DueOn).Items);
        return null;
    }
}
