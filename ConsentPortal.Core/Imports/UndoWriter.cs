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
        HashSet<Id<ConsentEvent>> restored = []; // what a merge joined may be the echo of several
        foreach (var verdict in verdicts)
        {
            counts.Add(verdict.Outcome, verdict.NoToYes);
            if (verdict.Outcome is UndoOutcome.OptInGoes or UndoOutcome.OptOutGoes)
            {
                var id = verdict.Case.Last.Key.PointId;
                var draft = drafts.TryGetValue(id, out var known) ? known : drafts[id] = new() { Id = id };
                proposals.AddRange(verdict.Standing.Where(s => restored.Add(s.Last.Id)).Select(s => Restore(s, draft, undo, rules)));
            }
        }

        await HoldAgainAsync(session, db, verdicts, ct);
        proposals = await FollowAsync(db, proposals, ct);
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
            ContactId = last.Key.ContactId.IsNone ? last.ContactId : last.Key.ContactId, RestoresOf = last.Key.ContactId, Status = before?.Status ?? ConsentStatus.NotSet,
            OccurredAt = before?.OccurredAt, ValidUntil = before?.ValidUntil, ConfirmedAt = before?.ConfirmedAt, EndsAsStated = true,
            Action = ConsentAction.Undo, Source = Source, Reason = "import_undone", ActorKind = own ? before!.ActorKind : undo.ActorKind,
            ActorId = own || undo.CreatedBy == 0 ? "" : undo.CreatedBy.ToString(CultureInfo.InvariantCulture), ImportBatch = undo.JobId.Value, SharedOrigin = undo.Origin,
        };
    }

    // the no of somebody who was merged away since is the survivor's, as it would have been by the merge
    private static async Task<List<ConsentProposal>> FollowAsync(PortalDb db, List<ConsentProposal> proposals, CancellationToken ct)
    {
        var noes = proposals.FindAll(p => p.Status == ConsentStatus.OptedOut && p.RestoresOf is { IsNone: false });
        var named = noes.Select(p => p.RestoresOf!.Value).Distinct().ToList();
        var into = named.Count == 0 ? [] : await db.Set<Contact>().AsNoTracking().Where(c => named.Contains(c.Id) && c.MergedIntoId != default).ToDictionaryAsync(c => c.Id, c => c.MergedIntoId, ct);
        if (into.Count == 0)
        {
            return proposals;
        }

        var (points, survivors) = (noes.Select(p => p.Point.Id).Distinct().ToList(), into.Values.Distinct().ToList());
        var stand = (await db.Set<ConsentRecord>().AsNoTracking().Where(r => points.Contains(r.PointId) && survivors.Contains(r.ContactId) && r.Status == ConsentStatus.OptedOut)
            .Select(r => new AnswerKey(r.PointId, r.PurposeId, r.TopicId, r.ContactId)).ToListAsync(ct)).ToHashSet();
        var moved = noes.Where(p => into.ContainsKey(p.RestoresOf!.Value)).Select(p => p with { ContactId = into[p.RestoresOf!.Value], RestoresOf = into[p.RestoresOf!.Value] })
            .Where(p => !stand.Contains(new(p.Point.Id, p.Purpose.Id, p.TopicId, p.ContactId)));
        return [.. proposals.Select(p => noes.Contains(p) && into.ContainsKey(p.RestoresOf!.Value) ? p with { Status = ConsentStatus.NotSet, OccurredAt = null, ValidUntil = null, ConfirmedAt = null } : p), .. moved];
    }

    // a suppression that an opt-in of the file had lifted for its purpose holds again
    private static async Task HoldAgainAsync(WriteSession session, PortalDb db, IReadOnlyList<UndoVerdict> verdicts, CancellationToken ct)
    {
        var events = verdicts.Where(v => v.Outcome is UndoOutcome.OptInGoes or UndoOutcome.OptOutGoes).SelectMany(v => v.Case.Confirmed).ToList();
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
