using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Whom a suppression is about: the keyed hash, and what the audit may show of the address.</summary>
public sealed record SuppressedAddress(AddressHash Hash, short HashKey, Channel Channel, string Masked);

/// <summary>The suppression to add. <c>Purpose</c> only with the purpose scope; <c>Note</c> goes into an erasable side row.</summary>
public sealed record SuppressionDraft(SuppressedAddress Address, SuppressionScope Scope, Purpose? Purpose, SuppressionReason Reason, string? Note = null);

/// <summary>What became of it: the suppression that stands, and whether it is new.</summary>
public readonly record struct SuppressionResult(Id<Suppression> Id, bool Added);

/// <summary>Adds and lifts suppressions inside a write job, journal and audit included: the one way for staff, applications, public pages
/// and erasure. Asks no permission; the verb that calls it has.</summary>
public sealed class SuppressionBook(IdSource ids)
{
    /// <summary>The same again answers the standing one, unless confirmed opt-ins have taken purposes out of it: then the new word of the
    /// person counts whole, and a new suppression takes its place.</summary>
    public async ValueTask<SuppressionResult> AddAsync(WriteSession session, SuppressionDraft draft, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var (hash, purpose) = (draft.Address.Hash.ToBytes(), draft.Purpose?.Id ?? default);
        var standing = await db.Set<Suppression>().FirstOrDefaultAsync(
            s => s.KeyHash == hash && s.Until == null && s.Scope == draft.Scope && s.PurposeId == purpose && s.Reason == draft.Reason, ct);
        if (standing is not null)
        {
            if (!await db.Set<SuppressionLift>().AnyAsync(l => l.SuppressionId == standing.Id && l.Until == null, ct))
            {
                return new(standing.Id, Added: false);
            }

            standing.Close(session.Now);
        }

        var suppression = Make(session, db, draft, actor);
        session.Journal.Add(Line(suppression, JournalKind.Suppression, draft.Purpose?.Code, session.Now));
        db.Announce(new SuppressionEvent(SuppressionEvent.Added, suppression.Id.ToString()) { SubjectName = draft.Address.Masked, Changes = Values(draft) }, actor);
        await db.SaveChangesAsync(ct);
        return new(suppression.Id, Added: true);
    }

    /// <summary>Ends it now. False when it is unknown or has ended already.</summary>
    /// <param name="why">Goes into the audit's erasable side row.</param>
    public static async ValueTask<bool> LiftAsync(WriteSession session, Id<Suppression> id, string masked, string why, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<Suppression>().FirstOrDefaultAsync(s => s.Id == id && s.Until == null, ct) is not { } suppression)
        {
            return false;
        }

        suppression.Close(session.Now);
        var purpose = await db.Set<Purpose>().Where(p => p.Id == suppression.PurposeId).Select(p => p.Code).FirstOrDefaultAsync(ct);
        session.Journal.Add(Line(suppression, JournalKind.SuppressionLifted, purpose, session.Now));
        db.Announce(new SuppressionEvent(SuppressionEvent.Lifted, id.ToString()) { SubjectName = masked, Changes = [new("why", null, why)] }, actor);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private Suppression Make(WriteSession session, PortalDb db, SuppressionDraft draft, Actor actor)
    {
        var note = draft.Note is null ? null : SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, draft.Note, session.Now);
        Suppression suppression = new()
        {
            Id = ids.Next<Suppression>(), KeyHash = draft.Address.Hash.ToBytes(), HashKey = draft.Address.HashKey, Channel = draft.Address.Channel, Scope = draft.Scope,
            PurposeId = draft.Purpose?.Id ?? default, Reason = draft.Reason, NoteId = note?.Id ?? default, ActorKind = actor.Kind, ActorId = actor.Id ?? "", From = session.Now,
        };
        db.Add(suppression);
        if (note is not null)
        {
            db.Add(note);
        }

        return suppression;
    }

    // the id of the lift line is the suppression's own, so that a replay closes the row that the earlier line made
    private static JournalEntry Line(Suppression suppression, JournalKind kind, string? purpose, DateTimeOffset now) => new()
    {
        Id = suppression.Id.Value, Kind = kind, Channel = suppression.Channel, Hash = JournalEntry.HexOf(AddressHash.From(suppression.KeyHash)),
        Purpose = purpose, Scope = suppression.Scope, Reason = suppression.Reason, At = now,
    };

    private static IReadOnlyList<Change> Values(SuppressionDraft draft)
        => new ChangeList().Add("scope", null, Word.Of(draft.Scope)).Add("reason", null, Word.Of(draft.Reason)).Add("purpose", null, draft.Purpose?.Code).Items;
}
