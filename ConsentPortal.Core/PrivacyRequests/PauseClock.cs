using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Lets the clock stand still while the person must first answer: a proof of identity, a clarification. What the law counts on without
/// pauses stays visible beside it.</summary>
public sealed class PauseClock(RequestCases cases, IdSource ids)
{
    public sealed record Command(Id<PrivacyRequest> Id, string Reason);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => ValueTask.FromResult(Decide(open, command)), ct);

    private Problem? Decide(RequestCase open, Command command)
    {
        var request = open.Request;
        Problem? wrong = command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when !ClockRules.MayPause(request) => Problem.Conflict("The law of this profile lets the clock run on, whatever is asked of the person (11 CCR § 7021(b))."),
            _ when request.PausedSince is not null => Problem.Conflict("The clock stands still already."),
            _ when Text.Clean(command.Reason).Length is 0 or > RequestStep.NoteMaxLength => Problem.Invalid("reason", "Say what you wait for."),
            _ => null,
        };
        if (wrong is not null)
        {
            return wrong;
        }

        request.PausedSince = open.Today;
        open.Db.Add(new RequestPause { Id = ids.Next<RequestPause>(), RequestId = request.Id, PausedOn = open.Today });
        open.Step(RequestStepKind.Paused, RequestEvent.Paused, command.Reason);
        return null;
    }
}

/// <summary>Where the clock may stand still.</summary>
internal static class ClockRules
{
    /// <summary>Laws that count months allow it; those that count days from receipt do not, whatever the verification takes.</summary>
    public static bool MayPause(PrivacyRequest request) => request is { AnswerBy: not null, CountsMonths: true };
}
