using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Once the person of an update request showed who they are: notes each proposed field, applies those that they may change themselves, and
/// leaves the rest to an officer. Begun again after a crash it goes on with what is still open.</summary>
public sealed class ApplyUpdates(RequestCases cases, UpdateWriter writer)
{
    private const int MostAtOnce = 100;
    private static readonly Actor Person = Actor.Subject with { Permissions = Permission.EditContacts };

    public sealed record Command;

    /// <summary>Answers how many cases were taken on.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        var (done, last) = (0, default(Id<PrivacyRequest>));
        while (true)
        {
            var waiting = await WaitingAsync(last, ct);
            foreach (var request in waiting)
            {
                done += await TakeOnAsync(request, actor, ct) ? 1 : 0;
            }

            if (waiting.Count < MostAtOnce)
            {
                return done;
            }

            last = waiting[^1].Id; // those that wait for an officer do not stand in the way of those behind them
        }
    }

    private async Task<List<PrivacyRequest>> WaitingAsync(Id<PrivacyRequest> after, CancellationToken ct)
    {
        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        return await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.Id > after && r.Kind == RequestKind.Update && r.ActedAt == null && (r.State == RequestState.Verified || r.State == RequestState.InProgress || r.State == RequestState.Review))
            .OrderBy(r => r.Id).Take(MostAtOnce).ToListAsync(ct);
    }

    // without a person nothing can be applied: the case waits until an officer says who is meant
    private async Task<bool> TakeOnAsync(PrivacyRequest request, Actor actor, CancellationToken ct)
    {
        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        var said = await UpdateCases.SaidAsync(db, request, ct);
        var contact = await ObjectionScope.WhoseAsync(db, request, said, ct);
        if (contact.IsNone && said is not null)
        {
            return false;
        }

        var selfService = await db.Set<ContactFieldDefinition>().Where(d => d.SelfService && d.RetiredAt == null).Select(d => d.Code).ToListAsync(ct);
        // whether somebody may act for another an officer looks at first
        Dictionary<string, UpdateState> states = new(StringComparer.Ordinal);
        foreach (var (field, value) in said?.Proposed ?? [])
        {
            var applied = request.OnBehalf == OnBehalf.Self && (UpdateFields.AtOnce(field) || selfService.Contains(field)) && await writer.WriteAsync(new(contact, field, value, false, request), Person, ct) is null;
            states[field] = applied ? UpdateState.Applied : UpdateState.Open;
        }

        return (await cases.ChangeAsync(request.Id, actor, open => NoteAsync(open, contact, states, ct), ct)).Ok;
    }

    private async ValueTask<Problem?> NoteAsync(RequestCase open, Id<Contact> contact, Dictionary<string, UpdateState> states, CancellationToken ct)
    {
        var known = await open.Db.Set<RequestUpdate>().Where(u => u.RequestId == open.Request.Id).Select(u => u.Field).ToListAsync(ct);
        foreach (var (field, state) in states.Where(s => !known.Contains(s.Key)))
        {
            open.Db.Add(new RequestUpdate { Id = cases.Ids.Next<RequestUpdate>(), RequestId = open.Request.Id, Field = field, State = state, At = state == UpdateState.Applied ? open.Now : null });
        }

        open.Request.ActedAt = open.Now;
        if (open.Request.ContactId.IsNone && !contact.IsNone)
        {
            open.Request.ContactId = contact;
            open.Step(RequestStepKind.Linked, RequestEvent.Linked);
        }

        var applied = states.Where(s => s.Value == UpdateState.Applied).Select(s => s.Key).ToList();
        if (applied.Count > 0)
        {
            open.Tell(OutgoingKinds.PersonCorrected, contact, applied);
        }

        open.Step(RequestStepKind.Decided, RequestEvent.Decided, string.Join("\n", applied.Select(f => $"{f}: {Word.Of(UpdateState.Applied)}")), [.. applied.Select(f => new Change(f, null, Word.Of(UpdateState.Applied)))]);
        if (states.Values.All(s => s != UpdateState.Open))
        {
            RestrictionCases.Forward(open);
        }

        return null;
    }
}

/// <summary>What the verbs on updates share.</summary>
internal static class UpdateCases
{
    /// <summary>Null once it was erased.</summary>
    public static async Task<Submission?> SaidAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
        => Submission.FromJson(await db.Set<SideRow>().AsNoTracking().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct));

    /// <summary>What the own fields are called that it names, by their code: retired ones too.</summary>
    public static async Task<Dictionary<string, string>> LabelsAsync(PortalDb db, Submission? said, CancellationToken ct)
    {
        List<string> codes = [.. (said?.Fields.Keys ?? Enumerable.Empty<string>()).Concat(said?.Proposed.Keys ?? Enumerable.Empty<string>())];
        return codes.Count == 0 ? [] : await db.Set<ContactFieldDefinition>().AsNoTracking().Where(d => codes.Contains(d.Code)).ToDictionaryAsync(d => d.Code, d => d.Label, StringComparer.Ordinal, ct);
    }

    /// <summary>The same without values of own fields that this actor does not get, nor proposed values of sensitive ones: they are read on the contact's page. Sensitive
    /// values by which the person shows who they are stay, for they are to be compared; that they were read is written down.</summary>
    public static async Task<Submission?> ReadableAsync(PortalDb db, PrivacyRequest request, Submission? said, Actor actor, CancellationToken ct)
    {
        if (said is null || said.Proposed.Count + said.Fields.Count == 0)
        {
            return said;
        }

        var own = await db.Set<ContactFieldDefinition>().AsNoTracking().ToDictionaryAsync(d => d.Code, ct);
        var read = said.Fields.Keys.Select(k => own.GetValueOrDefault(k)).OfType<ContactFieldDefinition>().Where(f => f.IsSensitive && f.ReadableBy(actor)).Select(f => f.Label).ToList();
        if (read.Count > 0 && actor.Kind is (ActorKind.Staff or ActorKind.Application))
        {
            db.Announce(ContactFieldEvent.ReadIn(RequestEvent.Subject, request.Id.ToString(), request.Number, read), actor);
            await db.SaveChangesAsync(ct);
        }

        return said with
        {
            Fields = said.Fields.ToDictionary(p => p.Key, p => own.GetValueOrDefault(p.Key)?.ReadableBy(actor) == false ? FieldBook.Mask : p.Value, StringComparer.Ordinal),
            Proposed = said.Proposed.ToDictionary(p => p.Key, p => own.GetValueOrDefault(p.Key) is { } field && (field.IsSensitive || !field.ReadableBy(actor)) ? FieldBook.Mask : p.Value, StringComparer.Ordinal),
        };
    }
}
