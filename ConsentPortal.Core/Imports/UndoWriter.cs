using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Takes back one stretch of an import inside a write transaction: decides, appends the events that restore, moves the place on.</summary>
public sealed class UndoWriter(ConsentLedger ledger)
{
    public const string Source = "import-undo";

    internal async ValueTask<UndoPlace> WriteAsync(WriteSession session, ImportUndo undo, Rulebook rules, UndoStretch stretch, UndoPlace at, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var verdicts = await new UndoJudge(db, rules, undo.Range).DecideAsync(stretch.Cases, ct);
        var counts = at.Counts with { };
        Dictionary<Id<ContactPoint>, PointDraft> drafts = [];
        List<ConsentProposal> proposals = [];
        foreach (var verdict in verdicts)
        {
            counts.Add(verdict.Outcome, verdict.NoToYes);
            if (verdict.Outcome is UndoOutcome.OptInGoes or UndoOutcome.OptOutGoes)
            {
                var id = verdict.Case.Last.Key.PointId;
                var draft = drafts.TryGetValue(id, out var known) ? known : drafts[id] = new() { Id = id };
                proposals.Add(Restore(verdict.Case, draft, undo, rules));
            }
        }

        await HoldAgainAsync(session, db, verdicts, ct);
        if (proposals.Count > 0)
        {
            await ledger.WriteAsync(session, proposals, ct);
        }

        return await MoveAsync(db, undo.JobId, at, at with { Counts = counts, Pass = stretch.Reached is null ? at.Pass + 1 : at.Pass, After = stretch.Reached ?? undo.From }, ct);
    }

    // what stood before stands again as it was: its act, its end, and who had spoken, where that decides (a guardian, the person)
    private static ConsentProposal Restore(UndoCase about, PointDraft point, ImportUndo undo, Rulebook rules)
    {
        var (last, before) = (about.Last, about.Before);
        var own = before is { ActorKind: ActorKind.Subject or ActorKind.Guardian };
        return new()
        {
            Point = point, Profile = rules.Profile(last.ProfileId)!, Purpose = rules.Purpose(last.Key.PurposeId)!, Topic = rules.Topic(last.Key.TopicId),
            ContactId = last.Key.ContactId.IsNone ? last.ContactId : last.Key.ContactId, Status = before?.Status ?? ConsentStatus.NotSet,
            OccurredAt = before?.OccurredAt, ValidUntil = before?.ValidUntil, ConfirmedAt = before?.ConfirmedAt, EndsAsStated = true,
            Action = ConsentAction.Undo, Source = Source, Reason = "import_undone", ActorKind = own ? before!.ActorKind : undo.ActorKind,
            ActorId = own || undo.CreatedBy == 0 ? "" : undo.CreatedBy.ToString(CultureInfo.InvariantCulture), ImportBatch = undo.JobId.Value, SharedOrigin = undo.Origin,
        };
    }

    // a suppression that an opt-in of the file had lifted for its purpose holds again
    private static async Task HoldAgainAsync(WriteSession session, PortalDb db, IReadOnlyList<UndoVerdict> verdicts, CancellationToken ct)
    {
        var events = verdicts.Where(v => v.Outcome == UndoOutcome.OptInGoes && v.Case.Last.ConfirmedAt is not null).Select(v => v.Case.Last.Id).ToList();
        if (events.Count == 0)
        {
            return;
        }

        foreach (var lift in await db.Set<SuppressionLift>().Where(l => events.Contains(l.EventId) && l.Until == null).ToListAsync(ct))
        {
            lift.Close(session.Now);
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task<UndoPlace> MoveAsync(PortalDb db, Id<ImportJob> job, UndoPlace from, UndoPlace to, CancellationToken ct)
    {
        var counts = to.Counts.ToJson();
        var moved = await db.Set<ImportUndo>().Where(u => u.JobId == job && u.Pass == from.Pass && u.After == from.After && u.State == ImportState.Running)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.Pass, to.Pass).SetProperty(x => x.After, to.After).SetProperty(x => x.Counts, counts), ct);
        return moved == 1
            ? to with { Stop = await db.Set<ImportUndo>().AsNoTracking().Where(u => u.JobId == job).Select(u => u.CancelRequested).SingleAsync(ct) }
            : throw new InvalidOperationException("Another process works on this undo."); // rolls the stretch back
    }
}
