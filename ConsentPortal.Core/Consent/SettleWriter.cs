using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes the answers that change because people were merged or parted: through the ledger, one event each, nothing rewritten.</summary>
public sealed class SettleWriter(ConsentLedger ledger, Rulebooks rulebooks)
{
    public const string Merged = "contacts_merged", Parted = "contacts_parted";

    /// <summary>The same settlings, each with its event; those of purposes that are gone are left out.</summary>
    internal async ValueTask<List<Settling>> WriteAsync(WriteSession session, MergeScene scene, IReadOnlyList<Settling> settlings, string reason, Actor actor, CancellationToken ct)
    {
        if (settlings.Count == 0)
        {
            return [];
        }

        var db = await session.DbAsync(ct);
        var rules = await rulebooks.FreshAsync(ct);
        var points = settlings.Select(s => s.PointId).Distinct().ToList();
        var events = scene.Records.Select(r => r.EventId).ToList();
        var profiles = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && events.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.ProfileId, ct);
        var drafts = points.ToDictionary(p => p, p => new PointDraft { Id = p });
        List<Settling> known = [];
        List<ConsentProposal> proposals = [];
        foreach (var settling in settlings.OrderBy(s => s.After.Status == ConsentStatus.OptedIn)) // opt-outs first
        {
            var profile = scene.Records.Where(r => r.PointId == settling.PointId && r.PurposeId == settling.PurposeId).Select(r => rules.Profile(profiles.GetValueOrDefault(r.EventId))).FirstOrDefault(p => p is not null);
            if (rules.Purpose(settling.PurposeId) is { } purpose && (profile ?? rules.Profiles.FirstOrDefault(p => rules.Uses(p, purpose))) is { } found)
            {
                known.Add(settling);
                proposals.Add(Proposal(settling, drafts[settling.PointId], found, purpose, rules, actor, session.Now) with { Reason = reason });
            }
        }

        var results = await ledger.WriteAsync(session, proposals, ct);
        return [.. known.Select((s, i) => s with { EventId = results[i].EventId })];
    }

    private static ConsentProposal Proposal(Settling settling, PointDraft point, ComplianceProfile profile, Purpose purpose, Rulebook rules, Actor actor, DateTimeOffset now) => new()
    {
        Point = point, Profile = profile, Purpose = purpose, Topic = rules.Topic(settling.TopicId), ContactId = settling.ContactId, Settles = true,
        Status = settling.After.Status, OccurredAt = settling.After.OccurredAt, ValidUntil = settling.After.ValidUntil, EndsAsStated = true,
        PausedUntil = settling.After.PausedUntil ?? (settling.Before?.PausedUntil > now ? now : null), Action = ConsentAction.Staff, Source = "merge",
        ActorKind = settling.After.ByGuardian ? ActorKind.Guardian : actor.Kind, ActorId = actor.Id ?? "",
    };
}
