using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The person takes their request back, by the link in their mail. They are told by mail, so that nobody else does it unseen.</summary>
public sealed class WithdrawOwnRequest(RequestCases cases, RequestLetters letters)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeOwnAsync(command.Id, actor, open => WithdrawAsync(open, ct), ct);

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
