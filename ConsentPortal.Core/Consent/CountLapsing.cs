using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>How many opt-ins end, week by week, and of what: purpose, topic, channel.</summary>
public sealed class CountLapsing(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    /// <param name="Weeks">In order; the last one may be shorter.</param>
    /// <param name="Groups">The largest first.</param>
    public sealed record View(IReadOnlyList<Week> Weeks, IReadOnlyList<Group> Groups)
    {
        public int Total => Weeks.Sum(w => w.Count);
    }

    public sealed record Week(DateTimeOffset From, DateTimeOffset Until, int Count);

    public sealed record Group(Id<Purpose> PurposeId, LocalText Purpose, LocalText? Topic, Channel Channel, int Count);

    private sealed record Part(Id<Purpose> PurposeId, Id<Topic> TopicId, Channel Channel, int Count);

    public async Task<Outcome<View>> RunAsync(LapseFilter filter, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadLapses) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        List<Week> weeks = [];
        List<Part> parts = [];
        foreach (var week in Cut(filter.Range(clock.Now()))) // each reads its own stretch of the index, so all of them together read it once
        {
            var found = await (from r in Lapses.Of(db, filter, rules, actor, week)
                               join p in db.Set<ContactPoint>() on r.PointId equals p.Id
                               group r by new { r.PurposeId, r.TopicId, p.Channel } into g
                               select new { g.Key, Count = g.Count() }).AsNoTracking().ToListAsync(ct);
            parts.AddRange(found.Select(f => new Part(f.Key.PurposeId, f.Key.TopicId, f.Key.Channel, f.Count)));
            weeks.Add(new(week.From, week.Until, found.Sum(f => f.Count)));
        }

        return new View(weeks, [.. parts.GroupBy(p => (p.PurposeId, p.TopicId, p.Channel)).Select(g => new Group(g.Key.PurposeId, rules.Purpose(g.Key.PurposeId)?.Name ?? LocalText.Empty,
            rules.Topic(g.Key.TopicId)?.Name, g.Key.Channel, g.Sum(p => p.Count))).OrderByDescending(g => g.Count).ThenBy(g => g.PurposeId).ThenBy(g => g.Channel)]);
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Cut((DateTimeOffset From, DateTimeOffset Until) range)
    {
        for (var from = range.From; from < range.Until; from = from.AddDays(7))
        {
            var until = from.AddDays(7);
            yield return (from, until < range.Until ? until : range.Until);
        }
    }
}
