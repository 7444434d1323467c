using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Does the next step of the oldest renewal run: a few addresses, their questions and mails and the run's place in one
/// transaction, so that nobody is asked twice and nobody is left out, whenever the process ends.</summary>
public sealed class AskForRenewal(WriteQueue queue, RenewalCandidates candidates, ConfirmationRequests requests, IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <summary>Records a step: short enough that nobody who waits for the writer notices.</summary>
    public const int StepSize = 50;

    public sealed record Command;

    /// <summary>Answers whether there was a run to go on with.</summary>
    public async Task<Outcome<bool>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (!await db.Set<RenewalRun>().AnyAsync(r => r.State == RenewalState.Running, ct))
            {
                return false;
            }
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await queue.RunAsync(session => StepAsync(session, rules, ct), WriteLane.Bulk, ct);
    }

    private async ValueTask<bool> StepAsync(WriteSession session, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<RenewalRun>().Where(r => r.State == RenewalState.Running).OrderBy(r => r.Id).FirstOrDefaultAsync(ct) is not { } run)
        {
            return false;
        }

        var records = await NextAsync(db, run, session.Now, ct);
        if (rules.Profile(run.ProfileId) is { } profile && rules.Purpose(run.PurposeId) is { } purpose)
        {
            foreach (var candidate in await candidates.OfAsync(db, run, profile, purpose, [.. records.Select(r => r.PointId).Distinct()], session.Now, ct))
            {
                run.Count(candidate.Ask is null ? candidate.Skip : await AskAsync(session, candidate.Ask, ct));
            }
        }

        if (records.Count > 0)
        {
            run.MoveTo(records[^1].ValidUntil!.Value, records[^1].PointId);
        }

        if (records.Count < StepSize)
        {
            run.Finish(RenewalState.Done, session.Now);
        }

        await db.SaveChangesAsync(ct);
        return true;
    }

    private static Task<List<ConsentRecord>> NextAsync(PortalDb db, RenewalRun run, DateTimeOffset now, CancellationToken ct)
    {
        var records = RenewalRecords.Of(db, run.PurposeId, run.TopicId, run.PointId, now, run.Until);
        if (run.LastEnd is { } end)
        {
            records = records.Where(r => r.ValidUntil >= end && (r.ValidUntil > end || r.PointId > run.LastPointId));
        }

        return records.OrderBy(r => r.ValidUntil).ThenBy(r => r.PointId).Take(StepSize).ToListAsync(ct);
    }

    private async ValueTask<RenewalSkip?> AskAsync(WriteSession session, ConfirmationAsk ask, CancellationToken ct) => await requests.AskAsync(session, ask, ct) switch
    {
        AskOutcome.Sent => null,
        AskOutcome.TooMany => RenewalSkip.TooMany,
        AskOutcome.NoImprint => RenewalSkip.NoImprint,
        _ => RenewalSkip.Unreachable,
    };
}
