using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes into the timeline of a case, open or closed.</summary>
public sealed class CommentOnRequest(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id, string Text);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open =>
    {
        if (Text.Clean(command.Text).Length is 0 or > RequestStep.NoteMaxLength)
        {
            return ValueTask.FromResult<Problem?>(Problem.Invalid("text", $"Write 1 to {RequestStep.NoteMaxLength} characters."));
        }

        open.Step(RequestStepKind.Commented, RequestEvent.Commented, command.Text);
        return default;
    }, ct);
}
