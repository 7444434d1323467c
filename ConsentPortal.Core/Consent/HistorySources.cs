using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The streams that a timeline is woven from. Events may be many and are read by keyset; all others are few for one address.</summary>
internal sealed class HistorySources(PortalDb db, Actor actor, Rulebook rules, List<ContactPoint> points)
{
    private const int FewMost = 500;
    private readonly List<Id<ContactPoint>> ids = points.ConvertAll(p => p.Id);

    public async Task<List<HistoryItem>> OlderThanAsync(HistoryCursor after, int take, CancellationToken ct)
    {
        List<HistoryItem> items = [.. await EventsAsync(after, take, ct), .. await SuppressionsAsync(ct), .. await RestrictionsAsync(ct), .. await LinksAsync(ct), .. await RequestsAsync(ct)];
        var page = items.Where(after.Precedes).OrderByDescending(i => i.At).ThenByDescending(i => i.Rank).ThenByDescending(i => i.Key).Take(take).ToList();
        return await new HistoryTexts(db, actor, rules).AddAsync(page, ct);
    }

    private async Task<IEnumerable<HistoryItem>> EventsAsync(HistoryCursor after, int take, CancellationToken ct)
    {
        var events = db.Set<ConsentEvent>().AsNoTracking().Where(e => ids.Contains(e.PointId));
        events = after.At == DateTimeOffset.MaxValue ? events : events.Where(e => e.RecordedAt <= after.At);
        var rank = new ConsentItem(new(), default).Rank;
        events = after.Rank > rank ? events : after.Rank < rank ? events.Where(e => e.RecordedAt < after.At)
            : events.Where(e => e.RecordedAt < after.At || e.Sequence < after.Key);
        return (await events.OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Sequence).Take(take).ToListAsync(ct)).Select(e => new ConsentItem(e, e.RecordedAt));
    }

    private async Task<IEnumerable<HistoryItem>> SuppressionsAsync(CancellationToken ct)
    {
        List<HistoryItem> items = [];
        foreach (var point in points)
        {
            var hash = point.KeyHash;
            var found = await db.Set<Suppression>().AsNoTracking().Where(s => s.KeyHash == hash).OrderByDescending(s => s.Id).Take(FewMost).ToListAsync(ct);
            items.AddRange(Both(found, (s, at, ended) => new SuppressionItem(point.Id, at, s, ended) { Purpose = rules.Purpose(s.PurposeId)?.Name }));
        }

        return items;
    }

    private async Task<IEnumerable<HistoryItem>> RestrictionsAsync(CancellationToken ct)
    {
        var found = await db.Set<Restriction>().AsNoTracking().Where(r => ids.Contains(r.PointId)).OrderByDescending(r => r.Id).Take(FewMost).ToListAsync(ct);
        return Both(found, (r, at, ended) => new RestrictionItem(r.PointId, at, r, ended));
    }

    private async Task<IEnumerable<HistoryItem>> LinksAsync(CancellationToken ct)
    {
        var found = await db.Set<ContactPointLink>().AsNoTracking().Where(l => ids.Contains(l.PointId)).OrderByDescending(l => l.Id).Take(FewMost).ToListAsync(ct);
        return Both(found, (l, at, ended) => new LinkItem(l.PointId, at, l, ended, null));
    }

    private async Task<IEnumerable<HistoryItem>> RequestsAsync(CancellationToken ct)
        => (await db.Set<ConsentRequest>().AsNoTracking().Include(r => r.Items).Where(r => ids.Contains(r.PointId)).OrderByDescending(r => r.Id).Take(FewMost).ToListAsync(ct))
            .Select(r => new RequestItem(r));

    private static IEnumerable<HistoryItem> Both<T>(IEnumerable<T> periods, Func<T, DateTimeOffset, bool, HistoryItem> make) where T : Period
        => periods.SelectMany(p => p.Until is { } until ? [make(p, p.From, false), make(p, until, true)] : new[] { make(p, p.From, false) });
}
