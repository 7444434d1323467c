using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes the longer time that the law grants a hard case: once, with reasons, and told to the person while the first time runs
/// (GDPR art. 12(3); Cal. Civ. Code § 1798.130(a)(2)(A)).</summary>
public sealed class ExtendDeadline(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id, string Reason);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, command, ct), ct);

    private static async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var request = open.Request;
        Problem? wrong = command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when request.ExtendedBy is null => Problem.Conflict("The law of this profile grants no longer time."),
            _ when request.ExtendedAt is not null => Problem.Conflict("This request has been extended already."),
            _ when open.Today > request.DueOn => Problem.Conflict("The first time is over: it can be extended only while it runs."),
            _ when Text.Clean(command.Reason).Length is 0 or > RequestStep.NoteMaxLength => Problem.Invalid("reason", "Say why it takes longer: the person is told."),
            _ => null,
        };
        if (wrong is not null)
        {
            return wrong;
        }

        var before = request.DueOn;
        request.ExtendedAt = open.Now;
        await open.ReckonAsync(ct);
        open.Step(RequestStepKind.Extended, RequestEvent.Extended, command.Reason, new ChangeList().Add("dueOn", before, request.DueOn).Items);
        return null;
    }
}

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

/// <summary>Where the clock may stand still.</summary>
internal static class ClockRules
{
    /// <summary>Laws that count months allow it; those that count days from receipt do not, whatever the verification takes.</summary>
    public static bool MayPause(PrivacyRequest request) => request is { AnswerBy: not null, CountsMonths: true };
}
