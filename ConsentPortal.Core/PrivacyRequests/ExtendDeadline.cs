using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes the longer time that the law grants a hard case: once, with reasons, and told to the person while the first time runs
/// (GDPR art. 12(3); Cal. Civ. Code § 1798.130(a)(2)(A)).</summary>
public sealed class ExtendDeadline(RequestCases cases, RequestLetters letters)
{
    public sealed record Command(Id<PrivacyRequest> Id, string Reason);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, command, ct), ct);

    private async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var request = open.Request;
        Problem? wrong = command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when request.ExtendedBy is null => Problem.Conflict("The law of this profile grants no longer time."),
            _ when request.ExtendedAt is not null => Problem.Conflict("This request has been extended already."),
            // a pause puts the answer off, not the notice
            _ when open.Today > request.AnswerBy => Problem.Conflict("The first time is over: it can be extended only while it runs."),
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
        await TellAsync(open, command, ct);
        return null;
    }

    // the person is told in the same save; where no mail may go, the officer writes a letter
    private async Task TellAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var (request, until) = (open.Request, RequestLetters.Day(open.Request.Language, open.Request.DueOn!.Value));
        var queued = await letters.AddAsync(open.Db, request, new(RequestMailKinds.Extended, values => values.With("until", until)
            .With("words", Text.Clean(command.Reason).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))), ct);
        open.Db.Add(new RequestMail { Id = cases.Ids.Next<RequestMail>(), RequestId = request.Id, Kind = RequestMailKind.Extended, At = open.Now, Queued = queued });
    }
}
