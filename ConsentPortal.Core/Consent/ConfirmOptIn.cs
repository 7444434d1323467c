using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The address answers a double opt-in request: from now on what it asked for counts. The token is the authority and works once.
/// A child's address only proves that it is theirs: then the guardian is asked, and counts.</summary>
public sealed class ConfirmOptIn(WriteQueue queue, ConsentLedger ledger, UndoOffers undo, Rulebooks rulebooks, LevelWriter levels, ConfirmedPerson people)
{
    public sealed record Command(string Token, Visitor Visitor);

    /// <summary>What was confirmed, and the save that it is; null where nothing counts yet, because the guardian was asked.</summary>
    public sealed record View(Id<ContactPoint> PointId, Id<ComplianceProfile> ProfileId, IReadOnlyList<AskedItem> Items, MadeOffer? Save)
    {
        /// <summary>The consent level that was raised; null = none.</summary>
        public LevelAsk? Level { get; init; }
    }

    /// <summary>Used, expired, unknown, or answered by a later opt-out: not found, the same answer for each.</summary>
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
            if (await ReadConfirmation.FindAsync(db, command.Token, rules, session.Now, ct) is not { } open)
            {
                return Problem.NotFound("This link no longer works.");
            }

            open.Request.Close(confirmed: true, session.Now);
            await db.SaveChangesAsync(ct);
            return await people.AskGuardianAsync(session, open, ct) ? new View(open.Request.PointId, open.Profile.Id, open.Items, null) : await WriteAsync(session, open, command.Visitor, actor, ct);
        }, ct: ct);
    }

    private async ValueTask<View> WriteAsync(WriteSession session, OpenConfirmation open, Visitor visitor, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var contact = await people.WriteAsync(session, open, ct);
        PointDraft point = new() { Id = open.Request.PointId };
        var ends = await EndsAsync(db, open, session.Now, ct);
        var results = await ledger.WriteAsync(session, [.. open.Items.Select(i => Proposal(i, point, open, visitor, session.Now) with
        {
            ContactId = i.ContactId.IsNone ? contact : i.ContactId, ValidUntil = ends.GetValueOrDefault(i.EventId),
        })], ct);
        OfferedSave save = new(point.Id, open.Profile.Id, [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)]) { Level = await RaiseAsync(db, open.Level, actor, session.Now, ct) };
        return new(point.Id, open.Profile.Id, open.Items, await undo.MakeAsync(session, save, UndoOffer.Life, ct)) { Level = open.Level };
    }

    private async Task<SavedLevel?> RaiseAsync(PortalDb db, LevelAsk? asked, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (asked is null || await LevelWriter.RulingAsync(db, asked.ContactId, ct) is not { } person)
        {
            return null;
        }

        levels.Write(db, person, asked.Wanted, "confirmation", "", actor, now);
        await db.SaveChangesAsync(ct);
        return new(person.Id, asked.From, asked.Wanted);
    }

    // an end that was stated when the opt-in was written down; a renewal begins anew
    private static async Task<Dictionary<Id<ConsentEvent>, DateTimeOffset?>> EndsAsync(PortalDb db, OpenConfirmation open, DateTimeOffset now, CancellationToken ct)
    {
        var asked = open.Items.Select(i => i.EventId).ToList();
        return open.Request.Kind == ConsentRequestKind.Renewal ? [] : await db.Set<ConsentEvent>().AsNoTracking()
            .Where(e => e.PointId == open.Request.PointId && asked.Contains(e.Id) && e.NewStatus == ConsentStatus.Pending && e.ValidUntil > now).ToDictionaryAsync(e => e.Id, e => e.ValidUntil, ct);
    }

    private static ConsentProposal Proposal(AskedItem item, PointDraft point, OpenConfirmation open, Visitor visitor, DateTimeOffset now) => new()
    {
        Point = point, Profile = open.Profile, Purpose = item.Purpose, Topic = item.Topic, Status = ConsentStatus.OptedIn, ConfirmedAt = now,
        Action = ConsentAction.Confirmed, Source = "confirmation", ActorKind = open.Request.IsByGuardian ? ActorKind.Guardian : ActorKind.Subject, ReoptIn = ReoptIn.NewerAct, LiftsSuppression = true,
        Evidence = item.Wording is { } shown && !open.Request.IsByGuardian ? visitor.Saw(shown)
            : visitor.Saw(open.Request.Wording, open.Request.WordingVersion) with { Language = open.Request.Language },
    };
}
