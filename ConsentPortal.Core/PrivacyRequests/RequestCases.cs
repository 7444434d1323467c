using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Opens a case for a verb: permission, load, decide, one step in its timeline, one announcement, one save.</summary>
public sealed class RequestCases(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    internal const int MostTries = 5;

    internal static readonly Problem Meanwhile = Problem.Conflict("Somebody else worked on this request meanwhile. Look at it again.");

    internal IDbContextFactory<PortalDb> Databases => databases;

    internal IdSource Ids => ids;

    internal TimeProvider Clock => clock;

    /// <param name="decide">Changes the case, or says why not. Runs again, on the case as it then is, where another save came between.</param>
    internal async Task<Outcome<Done>> ChangeAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask<Problem?>> decide, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        return await RunAsync(id, actor, decide, ct);
    }

    /// <summary>The same for the person themselves: the link in their mail is the authority.</summary>
    internal async Task<Outcome<Done>> ChangeOwnAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask<Problem?>> decide, CancellationToken ct)
        => actor.Kind == ActorKind.Subject ? await RunAsync(id, actor, decide, ct) : Problem.Forbidden();

    // somebody who saved the same case at the same instant, such as a worker of the portal, is no reason to refuse: then it is decided anew by what stands there now
    private async Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask<Problem?>> decide, CancellationToken ct)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                return await TryAsync(id, actor, decide, ct);
            }
            catch (DbUpdateException error) when (error.IsLostRace() && n < MostTries)
            {
                // nothing was written
            }
            catch (DbUpdateException error) when (error.IsLostRace())
            {
                return Meanwhile;
            }
        }
    }

    private async Task<Outcome<Done>> TryAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask<Problem?>> decide, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        if (actor.BoundToProfile is { } bound && !await db.Set<ComplianceProfile>().AnyAsync(p => p.Id == request.ProfileId && p.Code == bound, ct))
        {
            return Problem.NotFound("There is no such request.");
        }

        if (await decide(new(db, request, ids, clock.Now(), actor)) is { } problem)
        {
            return problem;
        }

        await db.SaveChangesAsync(ct);
        return default(Done);
    }

    /// <summary>Notes in a case what its person did through a link that was checked; a case that is gone is left.</summary>
    internal async Task NoteAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask> note)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == id) is { } request)
        {
            await note(new(db, request, ids, clock.Now(), actor));
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }
}

/// <summary>One case while a verb works on it.</summary>
internal sealed class RequestCase(PortalDb db, PrivacyRequest request, IdSource ids, DateTimeOffset now, Actor actor)
{
    public PortalDb Db => db;

    public PrivacyRequest Request => request;

    public DateTimeOffset Now => now;

    public Actor Actor => actor;

    /// <summary>The day it is where the controller is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone)).DateTime);

    /// <summary>What nobody may do to a closed case.</summary>
    public Problem? RefuseClosed() => request.IsOpen ? null : Problem.Conflict("This request is closed. What comes now is a new one.");

    /// <summary>An approved erasure runs: nothing brings back what is gone, so the case ends with it and not otherwise.</summary>
    public async ValueTask<Problem?> RefuseErasingAsync(CancellationToken ct) => request.Kind == RequestKind.Forget && await db.Set<Erasure>().AnyAsync(e => e.RequestId == request.Id && e.State == ErasureState.Running, ct)
        ? Problem.Conflict("The erasure was approved and is being carried out. A legal hold stops it; nothing else does.") : null;

    /// <summary>A deletion is done when its erasure ran: only where nobody is known by what was submitted there is nothing to erase.</summary>
    public async ValueTask<Problem?> RefuseUnerasedAsync(CancellationToken ct)
    {
        if (await db.Set<Erasure>().AnyAsync(e => e.RequestId == request.Id && e.State == ErasureState.Done, ct))
        {
            return null;
        }

        // an address that no contact has may have answers all the same, and is held
        var known = !request.ContactId.IsNone || (request.KeyHash.Length > 0 && await db.Set<ContactPoint>().AnyAsync(p => p.KeyHash == request.KeyHash && p.ErasedAt == null, ct));
        return known ? Problem.Conflict("Somebody is known by what was submitted, and their data was not erased. Put the plan of the erasure up for review and let a second person approve it: the case ends with it. Or refuse, with the reason.") : null;
    }

    /// <summary>Moves it on, with its step; a way that there is not is refused.</summary>
    public Problem? Move(RequestState to, string? note = null)
    {
        if (!RequestStates.May(request.State, to, request.Kind))
        {
            return Problem.Conflict("This step does not follow from where the request stands now.");
        }

        var changes = new ChangeList().Add("state", request.State, to);
        request.State = to;
        request.ClosedAt = RequestStates.IsClosed(to) ? now : null;
        Step(RequestStepKind.Moved, RequestEvent.Moved, note, changes.Items);
        return null;
    }

    /// <summary>A line of its timeline and of the audit trail. What a person wrote is kept beside it, and can be erased.</summary>
    public void Step(RequestStepKind kind, string what, string? note = null, IReadOnlyList<Change>? changes = null)
    {
        var words = Text.CleanOrNull(note) is { } text ? SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, text, now) : null;
        if (words is not null)
        {
            db.Add(words);
        }

        db.Add(new RequestStep
        {
            Id = ids.Next<RequestStep>(), RequestId = request.Id, At = now, Kind = kind, State = request.State, ActorKind = actor.Kind, ActorId = actor.Id ?? "",
            NoteId = words?.Id ?? default, NoteHash = words?.Hash(),
        });
        db.Announce(new RequestEvent(what, request) { SubjectName = request.Number, Changes = changes ?? [] }, actor);
    }

    /// <summary>Says that a mail about it was queued in this save, or had nowhere to go.</summary>
    public void Stamp(RequestMailKind kind, long round, bool queued) => db.Add(new RequestMail { Id = ids.Next<RequestMail>(), RequestId = request.Id, Kind = kind, Round = round, At = now, Queued = queued });

    /// <summary>Tells the applications what became of a person's data (GDPR art. 19), in the same save; by number, without values.</summary>
    public void Tell(string kind, Id<Contact> contact, IReadOnlyList<string>? fields = null)
    {
        var payload = fields is null ? JsonSerializer.Serialize(new { subject = contact.ToString() }) : JsonSerializer.Serialize(new { subject = contact.ToString(), fields });
        db.Add(new OutboxMessage { Id = ids.Next<OutboxMessage>(), Kind = kind, Payload = payload, CreatedAt = now });
    }

    /// <summary>The date to work to, after an extension or a pause.</summary>
    public async Task ReckonAsync(CancellationToken ct)
    {
        var place = await RequestPlaces.OfAsync(db, request.ProfileId, ct);
        var pauses = await db.Set<RequestPause>().Where(p => p.RequestId == request.Id).ToListAsync(ct);
        var known = db.Set<RequestPause>().Local.Where(p => p.RequestId == request.Id).Union(pauses).Where(p => p.ResumedOn is not null).Select(p => p.AsClock()).ToList();
        request.DueOn = RequestDeadline.From(request, place.Calendar).Due(request.ExtendedAt is not null, known, Today);
    }

    public static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
