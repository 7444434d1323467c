using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Answers a request: closes it by the rules of <see cref="CloseRequest"/> and queues the mail to the person in the same save. A refusal, in whole or
/// in part, says why and what they can do about it (GDPR art. 12(4)).</summary>
public sealed class AnswerRequest(RequestCases cases, RequestLetters letters)
{
    /// <param name="As">Fulfilled, partially fulfilled or refused.</param>
    /// <param name="RefusalCode">One of <see cref="RefusalCodes"/>; needed for a refusal, in whole or in part.</param>
    /// <param name="Words">What the person is told besides the text of the template; needed for a refusal. Kept in the timeline.</param>
    /// <param name="To">The address, where the submission is already erased; null = the one that was submitted.</param>
    public sealed record Command(Id<PrivacyRequest> Id, RequestState As, string? RefusalCode = null, string? Words = null, string? To = null);

    /// <param name="Mailed">False: there is no address that mail may go to. The officer answers by letter or telephone.</param>
    public sealed record Result(bool Mailed);

    public async Task<Outcome<Result>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var mailed = false;
        var closed = await cases.ChangeAsync(command.Id, actor, async open =>
        {
            if (RefuseOutcome(command) is { } wrong)
            {
                return wrong;
            }

            if (await CloseRequest.DecideAsync(open, new(command.Id, command.As, command.RefusalCode, command.Words), ct) is { } problem)
            {
                return problem;
            }

            mailed = await letters.AddAsync(open.Db, open.Request, LetterOf(open.Request, command), ct);
            open.Stamp(RequestMailKind.Answer, 0, mailed);
            return null;
        }, ct);
        return closed.Ok ? new Result(mailed) : closed.Problems.ToList();
    }

    /// <summary>The mail as it would leave now; nothing is stored.</summary>
    public async Task<Outcome<Letter>> PreviewAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        if (RefuseOutcome(command) is { } wrong)
        {
            return wrong;
        }

        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        var request = await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == command.Id, ct);
        return request is not null && await letters.WriteAsync(db, request, LetterOf(request, command), ct) is { } letter ? letter : Problem.NotFound("There is no such request.");
    }

    private static Problem? RefuseOutcome(Command command) => RequestMailKinds.Outcomes.Contains(command.As) ? null : Problem.Invalid("as", "Say whether it is done, done in part, or refused.");

    internal static RequestLetter LetterOf(PrivacyRequest request, Command command) => new(RequestMailKinds.Answer(request.Kind, command.As), values => values
        .With("words", Text.Clean(command.Words).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .With("reason", RefusalCodes.All.ContainsKey(command.RefusalCode ?? "") ? [MailTexts.In(request.Language, $"Refusal_{command.RefusalCode}")] : [])) { To = command.To };
}
