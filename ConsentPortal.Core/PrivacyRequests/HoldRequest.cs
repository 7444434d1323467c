using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Keeps what a dispute or a law still needs: while it holds, nothing of the person is deleted (GDPR art. 17(3)(e)). It outlives its case until somebody releases it.</summary>
public sealed class HoldRequest(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id, bool Hold, string Reason);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => ValueTask.FromResult(Decide(open, command)), ct);

    private static Problem? Decide(RequestCase open, Command command)
    {
        if (((command.Hold ? open.RefuseClosed() : null) ?? (Text.Clean(command.Reason).Length is 0 or > RequestStep.NoteMaxLength ? Problem.Invalid("reason", "Say which dispute or law it is about.") : null)) is { } wrong)
        {
            return wrong;
        }

        if (open.Request.LegalHold != command.Hold)
        {
            open.Request.LegalHold = command.Hold;
            open.Step(command.Hold ? RequestStepKind.Held : RequestStepKind.Released, command.Hold ? RequestEvent.Held : RequestEvent.Released, command.Reason);
        }

        return null;
    }
}
