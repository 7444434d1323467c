using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Takes one save of a public page back: each answer that nobody changed since gets exactly the status it had before, the
/// suppressions of the save end, and a confirmation that it asked for is withdrawn. Works once.</summary>
public sealed class UndoSave(WriteQueue queue, ConsentLedger ledger, Rulebooks rulebooks, LevelWriter levels)
{
    public sealed record Command(string Token, Visitor Visitor);

    /// <summary><c>Restored</c> answers were put back; <c>Kept</c> were changed by somebody meanwhile and stay as they are.</summary>
    public sealed record View(Id<ContactPoint> PointId, Id<ComplianceProfile> ProfileId, int Restored, int Kept);

    /// <summary>The token is the authority. Used, expired or unknown: not found, the same answer for each.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await queue.RunAsync<Outcome<View>>(async session =>
        {
            var db = await session.DbAsync(ct);
            if (await UndoOffers.FindAsync(db, command.Token, ct) is not { } offer || !offer.IsOpen(session.Now))
            {
                return Problem.NotFound("This can no longer be taken back.");
            }

            offer.Use(session.Now);
            await TakeBackAsync(session, db, offer, actor, ct);
            var (restored, kept) = await RestoreAsync(session, db, offer, rules, command.Visitor, ct);
            var level = await RestoreLevelAsync(db, offer, actor, session.Now, ct);
            return new View(offer.PointId, offer.ProfileId, restored + offer.Suppressions.Count + (level == true ? 1 : 0), kept + (level == false ? 1 : 0));
        }, ct: ct);
    }

    // what the save did besides its events
    private static async Task TakeBackAsync(WriteSession session, PortalDb db, UndoOffer offer, Actor actor, CancellationToken ct)
    {
        var events = offer.Events.ConvertAll(e => new Id<ConsentEvent>(e));
        foreach (var item in await db.Set<ConsentRequestItem>().Where(i => events.Contains(i.EventId) && i.WithdrawnAt == null).ToListAsync(ct))
        {
            item.Withdraw(session.Now);
        }

        foreach (var lift in await db.Set<SuppressionLift>().Where(l => events.Contains(l.EventId) && l.Until == null).ToListAsync(ct))
        {
            lift.Close(session.Now);
        }

        await FlagBook.TakeBackAsync(db, offer.Id, ct);
        await db.SaveChangesAsync(ct);
        foreach (var suppression in offer.Suppressions)
        {
            await SuppressionBook.LiftAsync(session, new(suppression), "", "undo", actor, ct);
        }
    }

    private async Task<(int Restored, int Kept)> RestoreAsync(WriteSession session, PortalDb db, UndoOffer offer, Rulebook rules, Visitor visitor, CancellationToken ct)
    {
        Id<ContactPoint>[] points = [offer.PointId, offer.OtherPointId];
        var ids = offer.Events.ConvertAll(e => new Id<ConsentEvent>(e));
        var events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && ids.Contains(e.Id) && e.Applied).OrderByDescending(e => e.Sequence).ToListAsync(ct);
        Dictionary<Id<ContactPoint>, PointDraft> drafts = [];
        List<ConsentProposal> proposals = [];
        foreach (var happened in events)
        {
            if (await StandsAsync(db, happened, ct) && rules.Profile(happened.ProfileId) is { } profile && rules.Purpose(happened.PurposeId) is { } purpose)
            {
                var draft = drafts.TryGetValue(happened.PointId, out var known) ? known : drafts[happened.PointId] = new() { Id = happened.PointId };
                var before = await BeforeAsync(db, happened, ct);
                var restore = Restore(happened, before, draft, profile, purpose, rules, visitor);
                proposals.Add(happened.StatesStatus ? restore : restore with { Status = null, ValidUntil = null, ConfirmedAt = null, PausedUntil = before?.PausedUntil ?? session.Now });
            }
        }

        if (proposals.Count > 0)
        {
            await ledger.WriteAsync(session, proposals, ct);
        }

        return (proposals.Count, events.Count - proposals.Count);
    }

    // nobody said anything since: a status hangs on its event, a pause on its end
    private static Task<bool> StandsAsync(PortalDb db, ConsentEvent happened, CancellationToken ct)
        => db.Set<ConsentRecord>().AsNoTracking().AnyAsync(r => r.PointId == happened.PointId && r.PurposeId == happened.PurposeId && r.TopicId == happened.TopicId
            && r.ContactId == happened.KeyContactId && (happened.StatesStatus ? r.EventId == happened.Id : r.PausedUntil == happened.PausedUntil), ct);

    // true: put back; false: changed by somebody meanwhile; null: the save changed no level
    private async Task<bool?> RestoreLevelAsync(PortalDb db, UndoOffer offer, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (offer is not { LevelBefore: { } before, LevelAfter: { } after } || await LevelWriter.RulingAsync(db, offer.LevelContactId, ct) is not { } person)
        {
            return null;
        }

        if (person.State.Level != after || !LevelWriter.Allows(person, before))
        {
            return false;
        }

        levels.Write(db, person, before, Source, "undo", actor, now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    // the event that had set the status (or, for a pause, the pause) before: it knows until when, and whether a guardian had spoken
    private static Task<ConsentEvent?> BeforeAsync(PortalDb db, ConsentEvent happened, CancellationToken ct)
        => db.Set<ConsentEvent>().AsNoTracking().Where(e => e.PointId == happened.PointId && e.PurposeId == happened.PurposeId && e.TopicId == happened.TopicId
            && e.KeyContactId == happened.KeyContactId && e.Applied && (e.StatesStatus || !happened.StatesStatus) && e.Sequence < happened.Sequence).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);

    private static ConsentProposal Restore(ConsentEvent happened, ConsentEvent? before, PointDraft point, ComplianceProfile profile, Purpose purpose, Rulebook rules, Visitor visitor) => new()
    {
        Point = point, Profile = profile, Purpose = purpose, Topic = rules.Topic(happened.TopicId),
        ContactId = happened.KeyContactId.IsNone ? happened.ContactId : happened.KeyContactId,
        Status = happened.OldStatus, ValidUntil = before?.ValidUntil, ConfirmedAt = before?.ConfirmedAt, Action = ConsentAction.Undo, Source = Source,
        ActorKind = before?.ActorKind == ActorKind.Guardian ? ActorKind.Guardian : ActorKind.Subject, MessageRefId = happened.MessageRefId, Evidence = visitor.Saw(),
    };

    private const string Source = "preference-center";
}
