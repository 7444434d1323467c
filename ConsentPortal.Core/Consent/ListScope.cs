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
/// <param name="Contacts">The people that somebody sees who sees own contacts only; null = everybody. An address that two people share is
/// theirs to see, what was said for the other person is not.</param>
internal sealed record ListScope(IReadOnlyList<Id<Purpose>> Purposes, IReadOnlyList<Id<Purpose>> Others, IQueryable<Id<ContactPoint>>? Points, IQueryable<Contact>? Contacts, bool FewEnd, DateTimeOffset Now)
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
        return new(purposes, [.. rules.Purposes.Select(p => p.Id).Except(purposes)], points, actor.OwnContactsOnly ? db.Set<Contact>().VisibleTo(actor) : null, ends, now);
    }

    /// <summary>"None of the others" lets a purpose through that was added after the rules were read: so each row is held against this.</summary>
    public bool Asks(Id<Purpose> purpose) => Purposes.Contains(purpose);

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
            var links = db.Set<ContactPointLink>().Where(l => l.ContactId == filter.ContactId && l.Until == null);
            var visible = db.Set<Contact>().VisibleTo(actor).Select(c => c.Id);
            links = actor.OwnContactsOnly ? links.Where(l => visible.Contains(l.ContactId)) : links; // else a shared address tells that a colleague's contact uses it
            points = points.Where(p => links.Select(l => l.PointId).Contains(p.Id));
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
