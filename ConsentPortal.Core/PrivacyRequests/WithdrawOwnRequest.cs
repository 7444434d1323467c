using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The person takes their request back, by the link in their mail. They are told by mail, so that nobody else does it unseen.</summary>
public sealed class WithdrawOwnRequest(RequestCases cases, RequestLetters letters)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    private const int Rounds = 3;

    /// <summary>Somebody who works on the case at the same instant, such as a worker of the portal, is no reason to refuse it: then it is looked at again.</summary>
    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        for (var n = 1; ; n++)
        {
            var refused = false;
            var done = await cases.ChangeOwnAsync(command.Id, actor, async open =>
            {
                var problem = await WithdrawAsync(open, ct);
                refused = problem is not null;
                return problem;
            }, ct);
            if (done.Ok || refused || n == Rounds)
            {
                return done;
            }
        }
    }

    private async ValueTask<Problem?> WithdrawAsync(RequestCase open, CancellationToken ct)
    {
        if ((open.RefuseClosed() ?? open.Move(RequestState.Withdrawn)) is { } problem)
        {
            return problem;
        }

        open.Stamp(RequestMailKind.Withdrawn, 0, await letters.AddAsync(open.Db, open.Request, new(RequestMailKinds.Withdrawn), ct));
        return null;
    }
}
