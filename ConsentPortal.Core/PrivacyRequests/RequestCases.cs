using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Opens a case for a verb: permission, load, decide, one step in its timeline, one announcement, one save.</summary>
public sealed class RequestCases(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <param name="decide">Changes the case, or says why not.</param>
    internal async Task<Outcome<Done>> ChangeAsync(Id<PrivacyRequest> id, Actor actor, Func<RequestCase, ValueTask<Problem?>> decide, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        if (await decide(new(db, request, ids, clock.Now(), actor)) is { } problem)
        {
            return problem;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Somebody else worked on this request meanwhile. Look at it again.");
        }

        return default(Done);
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
