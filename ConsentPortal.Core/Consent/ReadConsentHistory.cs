using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What happened to an address, newest first: consent events with act, wording and reason; suppressions, restrictions, links to
/// people and requests for confirmation woven in.</summary>
public sealed class ReadConsentHistory(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int PageMost = 100;

    /// <param name="Points">One address, or the two channels of a number.</param>
    /// <param name="Cursor">What the last page gave as next; null = the newest.</param>
    public sealed record Query(IReadOnlyList<Id<ContactPoint>> Points, string? Cursor = null, int Take = 20);

    public async Task<Outcome<Page<HistoryItem>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        if (!HistoryCursor.TryParse(query.Cursor, out var after))
        {
            return Problem.Invalid("cursor", "Take the cursor of the page before.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var points = await db.Set<ContactPoint>().AsNoTracking().VisibleTo(db, actor).Where(p => query.Points.Contains(p.Id)).ToListAsync(ct);
        if (points.Count < query.Points.Distinct().Count())
        {
            return PointScope.Missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var take = Math.Clamp(query.Take, 1, PageMost);
        var items = await new HistorySources(db, actor, rules, points).OlderThanAsync(after, take + 1, ct);
        return new Page<HistoryItem>([.. items.Take(take)], items.Count > take ? HistoryCursor.Of(items[take - 1]).ToString() : null);
    }
}
