using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Why a request was not, or not wholly, done: each with where the law allows it.</summary>
public static class RefusalCodes
{
    /// <summary>Code and source; the words to the person are a template's.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["identity_not_shown"] = "GDPR art. 12(2), 12(6); 11 CCR § 7060",
        ["unfounded_or_excessive"] = "GDPR art. 12(5)(b); Cal. Civ. Code § 1798.145(h)(3)",
        ["no_data_held"] = "GDPR art. 15(1)",
        ["legal_obligation"] = "GDPR art. 17(3)(b)",
        ["legal_claims"] = "GDPR art. 17(3)(e)",
        ["rights_of_others"] = "GDPR art. 15(4)",
        ["no_ground"] = "GDPR art. 17(1), 18(1)",
        ["no_authority"] = "GDPR art. 12(6); 11 CCR § 7063",
    };
}

/// <summary>Ends a case: answered, answered in part, refused or withdrawn. A deletion is approved by a second person,
/// and is done only once its erasure ran.</summary>
public sealed class CloseRequest(RequestCases cases)
{
    /// <param name="As">Fulfilled, partially fulfilled, refused, withdrawn or expired unverified.</param>
    /// <param name="RefusalCode">One of <see cref="RefusalCodes"/>; needed for a refusal, in whole or in part.</param>
    /// <param name="Note">What was done, or why not, in words.</param>
    public sealed record Command(Id<PrivacyRequest> Id, RequestState As, string? RefusalCode = null, string? Note = null);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, command, ct), ct);

    internal static async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var note = Text.Clean(command.Note);
        var refuses = command.As is RequestState.Refused or RequestState.PartiallyFulfilled;
        Problem? wrong = command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when !RequestStates.IsClosed(command.As) => Problem.Invalid("as", "This is no end of a request."),
            _ when note.Length > RequestStep.NoteMaxLength => Problem.Invalid("note", $"At most {RequestStep.NoteMaxLength} characters."),
            _ when refuses && (command.RefusalCode is null || !RefusalCodes.All.ContainsKey(command.RefusalCode)) => Problem.Invalid("refusalCode", "Choose why it is refused: the person is told, with their remedies (GDPR art. 12(4))."),
            _ when refuses && note.Length == 0 => Problem.Invalid("note", "Say in words why: the person is told."),
            _ when command.As == RequestState.Fulfilled && open.Request is { Kind: RequestKind.Forget, LegalHold: true } => Problem.Conflict("This request is under a legal hold. Release it first, or refuse with legal claims."),
            _ => null,
        };
        if ((wrong ?? await open.RefuseErasingAsync(ct)) is { } refused)
        {
            return refused;
        }

        if (open.Request is { Kind: RequestKind.Forget, State: RequestState.Review } && command.As is not RequestState.Withdrawn && await SameHandAsync(open, ct))
        {
            return Problem.Conflict("A deletion is approved by a second person, not by who prepared it.");
        }

        if (await UndoneWork.RefuseAsync(open, command.As, note, ct) is { } undone)
        {
            return undone;
        }

        open.Request.RefusalCode = refuses ? command.RefusalCode! : "";
        return open.Move(command.As, note);
    }

    // who put it up for review may not approve it
    private static async Task<bool> SameHandAsync(RequestCase open, CancellationToken ct)
    {
        var last = await open.Db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == open.Request.Id && s.Kind == RequestStepKind.Moved && s.State == RequestState.Review).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        return last is not null && (last.ActorKind, last.ActorId) == (open.Actor.Kind, open.Actor.Id ?? "");
    }
}
