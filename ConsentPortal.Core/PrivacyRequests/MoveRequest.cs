using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes an open case one state further, or back where the way leads back. What closes it has verbs of its own.</summary>
public sealed class MoveRequest(RequestCases cases)
{
    /// <param name="Note">Why; needed where an officer vouches for the identity, or sends a case back.</param>
    public sealed record Command(Id<PrivacyRequest> Id, RequestState To, string? Note = null);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open => await open.RefuseErasingAsync(ct) ?? Decide(open, command), ct);

    private static Problem? Decide(RequestCase open, Command command)
    {
        var request = open.Request;
        var note = Text.Clean(command.Note);
        return command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when note.Length > RequestStep.NoteMaxLength => Problem.Invalid("note", $"At most {RequestStep.NoteMaxLength} characters."),
            _ when RequestStates.IsClosed(command.To) => Problem.Invalid("to", "Answer, refuse or withdraw the request to close it."),
            { To: RequestState.Verified } when note.Length == 0 => Problem.Invalid("note", "Say by what you know that it is this person."),
            { To: RequestState.InProgress } when request.State == RequestState.Review && note.Length == 0 => Problem.Invalid("note", "Say what is still to be done."),
            _ => open.Move(command.To, note),
        };
    }
}
