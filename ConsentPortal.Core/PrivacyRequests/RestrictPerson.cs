using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Restricts the person of a case: from now on their data is stored and neither used nor changed (GDPR art. 18).</summary>
public sealed class RestrictPerson(WriteQueue queue, IdSource ids)
{
    /// <param name="Note">What speaks for it, in words; may be empty.</param>
    public sealed record Command(Id<PrivacyRequest> Id, RestrictionGround Ground, string Note = "");

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => RestrictionCases.RunAsync(queue, ids, command.Id, actor, open => DecideAsync(open, command, ct), ct);

    private async Task<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        var request = open.Request;
        Problem? wrong = command switch
        {
            _ when open.RefuseClosed() is { } closed => closed,
            _ when command.Note.Length > RequestStep.NoteMaxLength => Problem.Invalid("note", $"At most {RequestStep.NoteMaxLength} characters."),
            _ when request.State is not (RequestState.Verified or RequestState.InProgress or RequestState.Review) => Problem.Conflict("First they show who they are."),
            _ when request.ContactId.IsNone => Problem.Conflict("Say first which contact is meant."),
            _ => null,
        };
        if (wrong is not null)
        {
            return wrong;
        }

        if (await RestrictionCases.PersonAsync(open.Db, request.ContactId, ct) is not { } contact)
        {
            return Problem.NotFound("There is no such contact.");
        }

        if (contact.State.Restricted)
        {
            return Problem.Conflict("This person is restricted already.");
        }

        await RestrictedPeople.SetAsync(open.Db, contact, true, request.Number, ids, open.Now, ct);
        await WaitingMail.StopAsync(open.Db, contact, open.Now, ct);
        open.Db.Add(new RequestRestriction { Id = ids.Next<RequestRestriction>(), RequestId = request.Id, ContactId = contact.Id, Ground = command.Ground, From = open.Now });
        open.Db.Announce(ContactEvent.Of("contact.restricted", contact, [new("restricted", "false", "true")]), open.Actor);
        open.Tell(OutgoingKinds.PersonRestricted, contact.Id);
        open.Step(RequestStepKind.Restricted, RequestEvent.Restricted, command.Note, new ChangeList().Add("ground", null, Word.Of(command.Ground)).Items);
        RestrictionCases.Forward(open);
        return null;
    }
}

/// <summary>What the verbs on restrictions share: the case and the person in one write transaction.</summary>
internal static class RestrictionCases
{
    public static async Task<Outcome<Done>> RunAsync(WriteQueue queue, IdSource ids, Id<PrivacyRequest> id, Actor actor, Func<RequestCase, Task<Problem?>> decide, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        for (var n = 1; ; n++)
        {
            try
            {
                return await queue.RunAsync(session => TryAsync(session, ids, id, actor, decide, ct), ct: ct);
            }
            catch (DbUpdateException error) when (error.IsLostRace() && n < RequestCases.MostTries)
            {
                // nothing was written: it is decided anew by what stands there now
            }
            catch (DbUpdateException error) when (error.IsLostRace())
            {
                return RequestCases.Meanwhile;
            }
        }
    }

    private static async ValueTask<Outcome<Done>> TryAsync(WriteSession session, IdSource ids, Id<PrivacyRequest> id, Actor actor, Func<RequestCase, Task<Problem?>> decide, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == id && r.Kind == RequestKind.Restrict, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        if (await decide(new(db, request, ids, session.Now, actor)) is { } problem)
        {
            return problem;
        }

        await db.SaveChangesAsync(ct);
        return default(Done);
    }

    /// <summary>The person who answers for this record, with what may change; null where there is none any more.</summary>
    public static async Task<Contact?> PersonAsync(PortalDb db, Id<Contact> id, CancellationToken ct)
    {
        var standing = await ContactAliases.StandingAsync(db, id, ct);
        return await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Include(c => c.Links.Where(l => l.Until == null)).FirstOrDefaultAsync(c => c.Id == standing, ct);
    }

    /// <summary>What was asked for is done: the case waits for its answer.</summary>
    public static void Forward(RequestCase open)
    {
        foreach (var next in (RequestState[])[RequestState.InProgress, RequestState.Review])
        {
            if (RequestStates.May(open.Request.State, next, open.Request.Kind))
            {
                open.Move(next);
            }
        }
    }
}
