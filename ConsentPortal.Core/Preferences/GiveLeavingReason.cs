using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Takes the answer to "why are you leaving", which is asked only after an opt-out was saved and changes nothing in it.</summary>
public sealed class GiveLeavingReason(IDbContextFactory<PortalDb> databases, ReceiptLinks receipts, IdSource ids, TimeProvider clock)
{
    /// <param name="Save">The signed token of the save's receipt: only who saved was given it.</param>
    /// <param name="Note">Cut to <see cref="LeavingReason.NoteMaxLength"/> characters.</param>
    public sealed record Command(PreferenceLink Link, string Save, LeavingWord Word, string Note);

    /// <summary>Open for an hour, like the undo offer; the first answer counts, a second one changes nothing.</summary>
    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        if (!receipts.TryRead(command.Save, out var save) || await db.Set<UndoOffer>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == save, ct) is not { UsedAt: null } offer
            || offer.PointId != command.Link.PointId || offer.SavedAt + UndoOffer.Life <= now)
        {
            return Problem.NotFound("This answer comes too late.");
        }

        if (await db.Set<LeavingReason>().AnyAsync(r => r.SaveId == save, ct))
        {
            return default(Done);
        }

        Add(db, offer, command, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // pressed twice: the unique index kept the first
        }

        return default(Done);
    }

    private void Add(PortalDb db, UndoOffer offer, Command command, DateTimeOffset now)
    {
        SideRef note = default;
        if (Text.CleanOrNull(command.Note) is { } typed)
        {
            var row = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, Text.Cut(typed, LeavingReason.NoteMaxLength), now);
            db.Add(row);
            note = SideRef.To(row);
        }

        db.Add(new LeavingReason { Id = ids.Next<LeavingReason>(), SaveId = offer.Id, ProfileId = offer.ProfileId, Word = command.Word, NoteId = note.Id, NoteHash = note.Hash, At = now });
    }
}
