using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Takes one save of a public page back, or all those that a mail told of: each answer that nobody changed since gets exactly the status it had before, the
/// suppressions of the save end, and a confirmation that it asked for is withdrawn. Works once.</summary>
public sealed class UndoSave(WriteQueue queue, ConsentLedger ledger, Rulebooks rulebooks, LevelWriter writer)
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
            if (await UndoOffers.OpenAsync(db, command.Token, session.Now, ct) is not [var newest, ..] offers)
            {
                return Problem.NotFound("This can no longer be taken back.");
            }

            foreach (var offer in offers)
            {
                offer.Use(session.Now);
                await TakeBackAsync(session, db, offer, actor, ct);
            }

            var (restored, kept) = await RestoreAsync(session, db, offers, rules, command.Visitor, ct);
            var level = await RestoreLevelAsync(db, offers, actor, session.Now, ct);
            return new View(newest.PointId, newest.ProfileId, restored + offers.Sum(o => o.Suppressions.Count) + (level == true ? 1 : 0), kept + (level == false ? 1 : 0));
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

    // what several saves said about one thing goes back to what stood before the first of them, where nobody spoke after the last
    private async Task<(int Restored, int Kept)> RestoreAsync(WriteSession session, PortalDb db, IReadOnlyList<UndoOffer> offers, Rulebook rules, Visitor visitor, CancellationToken ct)
    {
        var points = offers.SelectMany(o => new[] { o.PointId, o.OtherPointId }).Distinct().ToList();
        var ids = offers.SelectMany(o => o.Events).Select(e => new Id<ConsentEvent>(e)).ToList();
        var events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && ids.Contains(e.Id) && e.Applied).OrderByDescending(e => e.Sequence).ToListAsync(ct);
        var things = events.GroupBy(e => (e.PointId, e.PurposeId, e.TopicId, e.KeyContactId, e.StatesStatus)).Select(g => g.ToList()).ToList();
        Dictionary<Id<ContactPoint>, PointDraft> drafts = [];
        List<ConsentProposal> proposals = [];
        foreach (var mine in things)
        {
            var first = await FirstOfRunAsync(db, mine, ct);
            if (await StandsAsync(db, mine[0], ct) && rules.Profile(first.ProfileId) is { } profile && rules.Purpose(first.PurposeId) is { } purpose)
            {
                var draft = drafts.TryGetValue(first.PointId, out var known) ? known : drafts[first.PointId] = new() { Id = first.PointId };
                var before = await BeforeAsync(db, first, ct);
                var restore = Restore(first, before, draft, profile, purpose, rules, visitor);
                proposals.Add(first.StatesStatus ? restore : restore with { Status = null, ValidUntil = null, ConfirmedAt = null, PausedUntil = before?.PausedUntil ?? session.Now });
            }
        }

        if (proposals.Count > 0)
        {
            await ledger.WriteAsync(session, proposals, ct);
        }

        return (proposals.Count, things.Count - proposals.Count);
    }

    // what somebody else said between two of these saves, a confirmation by mail, say, is not taken back with them
    private static async Task<ConsentEvent> FirstOfRunAsync(PortalDb db, List<ConsentEvent> newestFirst, CancellationToken ct)
    {
        var first = newestFirst[0];
        foreach (var earlier in newestFirst.Skip(1))
        {
            if ((await BeforeAsync(db, first, ct))?.Id != earlier.Id)
            {
                break;
            }

            first = earlier;
        }

        return first;
    }

    // nobody said anything since: a status hangs on its event, a pause on its end
    private static Task<bool> StandsAsync(PortalDb db, ConsentEvent happened, CancellationToken ct)
        => db.Set<ConsentRecord>().AsNoTracking().AnyAsync(r => r.PointId == happened.PointId && r.PurposeId == happened.PurposeId && r.TopicId == happened.TopicId
            && r.ContactId == happened.KeyContactId && (happened.StatesStatus ? r.EventId == happened.Id : r.PausedUntil == happened.PausedUntil), ct);

    // true: put back; false: changed by somebody meanwhile; null: the save changed no level
    private async Task<bool?> RestoreLevelAsync(PortalDb db, IReadOnlyList<UndoOffer> offers, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var levels = offers.Where(o => o.LevelAfter is not null).ToList();
        levels.RemoveAll(o => o.LevelContactId != levels[0].LevelContactId); // of one person, never another's at the same address
        if (levels is not [{ LevelAfter: { } after } last, ..] || levels[^1].LevelBefore is not { } before || await LevelWriter.RulingAsync(db, last.LevelContactId, ct) is not { } person)
        {
            return null;
        }

        if (person.State.Level != after || !LevelWriter.Allows(person, before))
        {
            return false;
        }

        writer.Write(db, person, before, Source, "undo", actor, now);
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
        ContactId = happened.KeyContactId.IsNone ? happened.ContactId : happened.KeyContactId, RestoresOf = happened.KeyContactId,
        Status = happened.OldStatus, ValidUntil = before?.ValidUntil, ConfirmedAt = before?.ConfirmedAt, Action = ConsentAction.Undo, Source = Source,
        ActorKind = before?.ActorKind == ActorKind.Guardian ? ActorKind.Guardian : ActorKind.Subject, MessageRefId = happened.MessageRefId, Evidence = visitor.Saw(),
    };

    private const string Source = "preference-center";
}
