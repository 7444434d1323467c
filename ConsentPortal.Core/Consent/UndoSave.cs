using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Takes one save of a public page back: each answer that nobody changed since gets exactly the status it had before, the
/// suppressions of the save end, and a confirmation that it asked for is withdrawn. Works once.</summary>
public sealed class UndoSave(WriteQueue queue, ConsentLedger ledger, Rulebooks rulebooks)
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
            return new View(offer.PointId, offer.ProfileId, restored + offer.Suppressions.Count, kept);
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
            var stands = await db.Set<ConsentRecord>().AsNoTracking().AnyAsync(r => r.PointId == happened.PointId && r.PurposeId == happened.PurposeId
                && r.TopicId == happened.TopicId && r.ContactId == happened.KeyContactId && r.EventId == happened.Id, ct);
            if (stands && rules.Profile(happened.ProfileId) is { } profile && rules.Purpose(happened.PurposeId) is { } purpose)
            {
                var draft = drafts.TryGetValue(happened.PointId, out var known) ? known : drafts[happened.PointId] = new() { Id = happened.PointId };
                proposals.Add(Restore(happened, await BeforeAsync(db, happened, ct), draft, profile, purpose, rules, visitor));
            }
        }

        if (proposals.Count > 0)
        {
            await ledger.WriteAsync(session, proposals, ct);
        }

        return (proposals.Count, events.Count - proposals.Count);
    }

    // the event that had set the status before: it knows until when, and whether a guardian had spoken
    private static Task<ConsentEvent?> BeforeAsync(PortalDb db, ConsentEvent happened, CancellationToken ct)
        => db.Set<ConsentEvent>().AsNoTracking().Where(e => e.PointId == happened.PointId && e.PurposeId == happened.PurposeId && e.TopicId == happened.TopicId
            && e.KeyContactId == happened.KeyContactId && e.Applied && e.StatesStatus && e.Sequence < happened.Sequence).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);

    private static ConsentProposal Restore(ConsentEvent happened, ConsentEvent? before, PointDraft point, ComplianceProfile profile, Purpose purpose, Rulebook rules, Visitor visitor) => new()
    {
        Point = point, Profile = profile, Purpose = purpose, Topic = rules.Topic(happened.TopicId),
        ContactId = happened.KeyContactId.IsNone ? happened.ContactId : happened.KeyContactId,
        Status = happened.OldStatus, ValidUntil = before?.ValidUntil, ConfirmedAt = before?.ConfirmedAt, Action = ConsentAction.Undo, Source = Source,
        ActorKind = before?.ActorKind == ActorKind.Guardian ? ActorKind.Guardian : ActorKind.Subject, MessageRefId = happened.MessageRefId, Evidence = visitor.Saw(),
    };

    private const string Source = "preference-center";
}
