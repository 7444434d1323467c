using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes the opt-outs of one objection and its lines in the case. Where no purpose was named, the submitted addresses are suppressed for
/// marketing too: so a purpose that is added tomorrow, another brand or an import does not reach them either (GDPR art. 21(3)).</summary>
public sealed class ObjectionWriter(ConsentLedger ledger, SuppressionBook book, AddressHasher hasher, IdSource ids)
{
    /// <summary>What an event says of where it came from, and why.</summary>
    public const string Source = "privacy_request", Reason = "objection";

    internal async ValueTask<int> WriteAsync(WriteSession session, Id<PrivacyRequest> id, Rulebook rules, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var request = await db.Set<PrivacyRequest>().FirstAsync(r => r.Id == id, ct);
        var said = Submission.FromJson(await db.Set<SideRow>().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct));
        var profile = rules.Profile(request.ProfileId)!;
        var missing = await MissingAsync(db, request, said, ObjectionScope.Purposes(rules, profile, said?.Purpose ?? ""), ct);
        var by = await ActAsync(db, request, ct);
        var results = missing.Count == 0 ? [] : await ledger.WriteAsync(session, missing.ConvertAll(m => Proposal(request, profile, m, by)), ct);
        for (var i = 0; i < missing.Count; i++)
        {
            db.Add(Line(request, missing[i], results[i], session.Now));
        }

        var suppressed = request.ActedAt is null && said is { Purpose: "" } ? await SuppressAsync(session, missing, results, actor, ct) : 0;
        if (missing.Count > 0 || request.ActedAt is null)
        {
            Note(new(db, request, ids, session.Now, actor), results, suppressed);
        }

        await db.SaveChangesAsync(ct);
        return results.Count(r => r.Outcome == RecordOutcome.Recorded);
    }

    // an address where the person opted in by an act of their own after they objected keeps that answer
    private async ValueTask<int> SuppressAsync(WriteSession session, List<Stop> missing, RecordResult[] results, Actor actor, CancellationToken ct)
    {
        var added = 0;
        foreach (var place in missing.Zip(results).Where(m => m.First.Contact.IsNone).GroupBy(m => m.First.Point.Key).Where(g => g.All(m => m.Second.Outcome != RecordOutcome.Older)))
        {
            SuppressedAddress address = new(hasher.Of(place.Key), hasher.KeyId, place.Key.Channel, ContactPointKey.Mask(place.Key.Channel, place.Key.Canonical));
            added += (await book.AddAsync(session, new(address, SuppressionScope.Marketing, null, SuppressionReason.Objection), actor, ct)).Added ? 1 : 0;
        }

        return added;
    }

    // each purpose at each address, without what was done before
    private async Task<List<Stop>> MissingAsync(PortalDb db, PrivacyRequest request, Submission? said, IReadOnlyList<Purpose> purposes, CancellationToken ct)
    {
        var places = await PlacesAsync(db, request, said, ct);
        var hashes = places.Keys.Select(h => h.ToBytes()).ToList();
        var known = await db.Set<ContactPoint>().AsNoTracking().Where(p => hashes.Contains(p.KeyHash) && p.ErasedAt == null).ToDictionaryAsync(p => AddressHash.From(p.KeyHash), p => p.Id, ct);
        var done = (await db.Set<RequestObjection>().AsNoTracking().Where(o => o.RequestId == request.Id).Select(o => new { o.PointId, o.PurposeId }).ToListAsync(ct)).Select(o => (o.PointId, o.PurposeId)).ToHashSet();
        return [.. places.SelectMany(p => purposes.Where(u => !done.Contains((known.GetValueOrDefault(p.Key), u.Id))).Select(u => new Stop(p.Value.Point, p.Value.Contact, u)))];
    }

    // the submitted addresses stop everybody who uses them, a person's other ones only that person
    private async Task<Dictionary<AddressHash, (PointDraft Point, Id<Contact> Contact)>> PlacesAsync(PortalDb db, PrivacyRequest request, Submission? said, CancellationToken ct)
    {
        Dictionary<AddressHash, (PointDraft, Id<Contact>)> places = [];
        foreach (var (key, typed) in ObjectionScope.Submitted(said))
        {
            places.TryAdd(hasher.Of(key), (new() { Key = key, Hash = hasher.Of(key), Typed = typed, Channel = key.Channel }, default));
        }

        // once the submission is erased its hash still finds the address
        var own = said is null ? await db.Set<ContactPoint>().AsNoTracking().Where(p => p.KeyHash == request.KeyHash && p.ErasedAt == null).ToListAsync(ct) : [];
        var contact = await ObjectionScope.WhoseAsync(db, request, said, ct);
        foreach (var (point, whose) in own.Select(p => (p, Id<Contact>.None)).Concat((await ObjectionScope.PointsOfAsync(db, contact, ct)).Select(p => (p, contact))))
        {
            var hash = AddressHash.From(point.KeyHash);
            places.TryAdd(hash, (new() { Id = point.Id, Hash = hash, Channel = point.Channel }, whose));
        }

        return places;
    }

    private static async Task<(ActorKind Kind, string Id)> ActAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var received = await db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == request.Id && s.Kind == RequestStepKind.Received).OrderBy(s => s.Id).FirstOrDefaultAsync(ct);
        return received is null ? (ActorKind.System, "") : (received.ActorKind, received.ActorId);
    }

    private static ConsentProposal Proposal(PrivacyRequest request, ComplianceProfile profile, Stop stop, (ActorKind Kind, string Id) by) => new()
    {
        Point = stop.Point, Profile = profile, Purpose = stop.Purpose, ContactId = stop.Contact, Status = ConsentStatus.OptedOut, OccurredAt = request.ReceivedAt,
        Action = request.Intake switch
        {
            RequestIntake.PublicPage or RequestIntake.PreferenceCenter => ConsentAction.Button,
            RequestIntake.Phone or RequestIntake.InPerson => ConsentAction.Spoken,
            RequestIntake.Api or RequestIntake.OpenDsr => ConsentAction.Api,
            _ => ConsentAction.Paper,
        },
        Source = Source, Reason = Reason, ActorKind = by.Kind, ActorId = by.Id, OnBehalfOf = by.Kind is ActorKind.Subject or ActorKind.Guardian ? null : ActorKind.Subject,
        Evidence = new() { Justification = request.Number },
    };

    private RequestObjection Line(PrivacyRequest request, Stop stop, RecordResult result, DateTimeOffset now) => new()
    {
        Id = ids.Next<RequestObjection>(), RequestId = request.Id, PointId = stop.Point.Id, PurposeId = stop.Purpose.Id, ContactId = stop.Contact, EventId = result.EventId, At = now,
        Effect = result.Outcome switch { RecordOutcome.Recorded => ObjectionEffect.Stopped, RecordOutcome.Older => ObjectionEffect.OptedInSince, _ => ObjectionEffect.StoppedBefore },
    };

    // done is done: the case waits only for its answer
    private static void Note(RequestCase open, RecordResult[] results, int suppressed)
    {
        open.Request.ActedAt ??= open.Now;
        open.Step(RequestStepKind.Stopped, RequestEvent.Stopped, changes: new ChangeList().Add("opt-outs", 0, results.Count(r => r.Outcome == RecordOutcome.Recorded)).Add("suppressions", 0, suppressed).Items);
        foreach (var next in (RequestState[])[RequestState.InProgress, RequestState.Review])
        {
            if (RequestStates.May(open.Request.State, next, open.Request.Kind))
            {
                open.Move(next);
            }
        }
    }

    private sealed record Stop(PointDraft Point, Id<Contact> Contact, Purpose Purpose);
}
