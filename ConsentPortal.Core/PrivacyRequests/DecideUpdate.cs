using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>An officer accepts or rejects one proposed value. What is accepted is written first, so a crash in between leaves it open and done:
/// deciding again changes nothing more.</summary>
public sealed class DecideUpdate(RequestCases cases, UpdateWriter writer)
{
    public const int ReasonMaxLength = 1000;

    /// <param name="Reason">Why not; needed to reject, the person is told. With a new address that the person did not prove: by what else it is known to be theirs.</param>
    /// <param name="Moves">With a new address: the person's consent goes with them; else the new one starts with what is known of it.</param>
    public sealed record Command(Id<PrivacyRequest> Id, string Field, bool Accept, string Reason = "", bool? Moves = null);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        if (Refuse(command, await IsProvedAsync(command, ct)).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        return await WriteAsync(command, actor, ct) is { } refused ? refused : await cases.ChangeAsync(command.Id, actor, open => NoteAsync(open, command, ct), ct);
    }

    private async Task<Problem?> WriteAsync(Command command, Actor actor, CancellationToken ct)
    {
        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        var request = await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == command.Id && r.Kind == RequestKind.Update && r.ClosedAt == null, ct);
        if (request is null || !await db.Set<RequestUpdate>().AnyAsync(u => u.RequestId == command.Id && u.Field == command.Field && u.State == UpdateState.Open, ct))
        {
            return Problem.Conflict("This was decided meanwhile, or there is no such change.");
        }

        if (!command.Accept)
        {
            return null;
        }

        var value = (await UpdateCases.SaidAsync(db, request, ct))?.Proposed.GetValueOrDefault(command.Field);
        if (value is null || request.ContactId.IsNone)
        {
            return value is null ? Problem.Conflict("What was submitted is erased.") : Problem.Conflict("Say first which contact is meant.");
        }

        var contact = await ContactAliases.StandingAsync(db, request.ContactId, ct);
        return await writer.WriteAsync(new(contact, command.Field, value, command.Moves == true, request), actor, ct) is { } refused ? refused with { Field = command.Field } : null;
    }

    private async Task<bool> IsProvedAsync(Command command, CancellationToken ct)
    {
        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        return command.Field == UpdateFields.Email && await NewAddresses.IsProvedAsync(db, command.Id, ct);
    }

    private static IEnumerable<Problem> Refuse(Command command, bool proved)
    {
        var (reason, address) = (Text.Clean(command.Reason), UpdateFields.Channels(command.Field).Count > 0);
        if (reason.Length > ReasonMaxLength)
        {
            yield return Problem.Invalid("reason", $"At most {ReasonMaxLength} characters.");
        }

        if (reason.Length == 0 && (!command.Accept || (address && !proved)))
        {
            yield return command.Accept ? Problem.Invalid("reason", "Say by what you know that the new address is theirs.") : Problem.Invalid("reason", "Say why not: the person is told.");
        }

        if (command is { Accept: true, Moves: null } && address)
        {
            yield return Problem.Invalid("moves", "Say what happens to the consent of the old address.");
        }
    }

    private async ValueTask<Problem?> NoteAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var updates = await open.Db.Set<RequestUpdate>().Where(u => u.RequestId == open.Request.Id).ToListAsync(ct);
        if (updates.Find(u => u.Field == command.Field && u.State == UpdateState.Open) is not { } update)
        {
            return Problem.Conflict("This was decided meanwhile, or there is no such change.");
        }

        (update.State, update.At) = (command.Accept ? UpdateState.Accepted : UpdateState.Rejected, open.Now);
        if (Text.CleanOrNull(command.Reason) is { } reason)
        {
            var row = SideRow.Make(cases.Ids.Next<SideRow>(), SideRowKind.Justification, reason, open.Now);
            open.Db.Add(row);
            update.ReasonId = row.Id;
        }

        if (command.Accept)
        {
            open.Tell(OutgoingKinds.PersonCorrected, await ContactAliases.StandingAsync(open.Db, open.Request.ContactId, ct), [command.Field]);
        }

        open.Step(RequestStepKind.Decided, RequestEvent.Decided, $"{command.Field}: {Word.Of(update.State)}", [new(command.Field, null, Word.Of(update.State))]);
        if (updates.TrueForAll(u => u.State != UpdateState.Open))
        {
            RestrictionCases.Forward(open);
        }

        return null;
    }
}
