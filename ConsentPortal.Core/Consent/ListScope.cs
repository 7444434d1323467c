using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>From which side a list is read. Where few addresses can match (one address, a person, somebody's own contacts, a rare channel),
/// from those; where few opt-ins end, from the ends; else along the index by purpose and status, one stream for each pair.</summary>
/// <param name="Others">The purposes that are not asked for. "None of these" cannot tempt a database to go along the index by purpose, where
/// it should begin with the addresses: SQLite, which knows nothing of how many rows there are, else reads a purpose to its end.</param>
internal sealed record ListScope(IReadOnlyList<Id<Purpose>> Purposes, IReadOnlyList<Id<Purpose>> Others, IQueryable<Id<ContactPoint>>? Points, bool FewEnd, DateTimeOffset Now)
{
    /// <summary>Up to so many are read and sorted at once.</summary>
    public const int Few = 10_000;

    /// <summary>Streams of one statement; SQLite takes 500.</summary>
    public const int StreamsAtOnce = 60;

    public static async Task<ListScope> OfAsync(PortalDb db, ConsentFilter filter, Rulebook rules, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var points = Named(db, filter, actor) ?? await RareAsync(db, filter, ct);
        var ends = points is null && EndOf(filter, now) is { } end
            && await db.Set<ConsentRecord>().Where(r => r.ValidUntil < end).Take(Few + 1).CountAsync(ct) <= Few;
        var purposes = PurposesOf(filter, rules, actor);
        return new(purposes, [.. rules.Purposes.Select(p => p.Id).Except(purposes)], points, ends, now);
    }

    /// <summary>Before when the opt-ins end that are asked for; null = whenever.</summary>
    public static DateTimeOffset? EndOf(ConsentFilter filter, DateTimeOffset now)
        => filter is { Status: ConsentStatus.Expired, EndsBefore: { } before } ? Earlier(before, now.AddMicroseconds(1)) : filter.Status == ConsentStatus.Expired ? now.AddMicroseconds(1) : filter.EndsBefore;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    // an API key of one profile sees what that profile uses or used
    private static List<Id<Purpose>> PurposesOf(ConsentFilter filter, Rulebook rules, Actor actor)
    {
        var purposes = rules.Purposes.Select(p => p.Id);
        purposes = rules.Profile(filter.ProfileId) is { } profile ? Used(profile) : filter.ProfileId.IsNone ? purposes : [];
        purposes = actor.BoundToProfile is { } code ? purposes.Intersect(rules.Profile(code) is { } bound ? Used(bound) : []) : purposes;
        return [.. filter.PurposeId.IsNone ? purposes : purposes.Where(p => p == filter.PurposeId)];
    }

    private static IEnumerable<Id<Purpose>> Used(ComplianceProfile profile) => profile.Purposes.Select(p => p.PurposeId).Distinct();

    // who sees own contacts only is always read from there: the rule cannot be forgotten by a condition
    private static IQueryable<Id<ContactPoint>>? Named(PortalDb db, ConsentFilter filter, Actor actor)
    {
        if (filter.Points.Count == 0 && filter.ContactId.IsNone && !actor.OwnContactsOnly)
        {
            return null;
        }

        var points = db.Set<ContactPoint>().AsQueryable();
        if (filter.Points.Count > 0)
        {
            var named = filter.Points.ToList();
            points = points.Where(p => named.Contains(p.Id));
        }

        if (!filter.ContactId.IsNone)
        {
            var contact = filter.ContactId;
            points = points.Where(p => db.Set<ContactPointLink>().Where(l => l.ContactId == contact && l.Until == null).Select(l => l.PointId).Contains(p.Id));
        }

        return points.VisibleTo(db, actor).Select(p => p.Id);
    }

    private static async Task<IQueryable<Id<ContactPoint>>?> RareAsync(PortalDb db, ConsentFilter filter, CancellationToken ct)
    {
        if (filter.Flagged)
        {
            var flagged = db.Set<ConsentEvent>().Where(e => e.Doubtful).Select(e => e.PointId);
            if (await flagged.Take(Few + 1).CountAsync(ct) <= Few)
            {
                return flagged;
            }
        }

        if (filter.Channel is { } channel)
        {
            var points = db.Set<ContactPoint>().Where(p => p.Channel == channel).Select(p => p.Id);
            return await points.Take(Few + 1).CountAsync(ct) <= Few ? points : null;
        }

        return null;
    }
}
