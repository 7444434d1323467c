using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Which open cases are due on which day of a month.</summary>
public sealed class ReadRequestCalendar(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, AddressHasher hasher, TimeProvider clock)
{
    public const int MostRows = 500;

    /// <param name="Month">Any day of it; null = the present one.</param>
    /// <param name="Mine">Only those of the one who asks.</param>
    public sealed record Query(DateOnly? Month = null, bool Mine = false);

    /// <param name="More">There are more than are listed.</param>
    /// <param name="Earlier">How many open cases were due before this month.</param>
    public sealed record View(DateOnly First, DateOnly Today, IReadOnlyList<Row> Rows, bool More, int Earlier);

    public sealed record Row(Id<PrivacyRequest> Id, string Number, RequestKind Kind, RequestState State, DateOnly DueOn, bool Paused, long AssigneeId);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var today = new ZoneDays(clock.Now()).In(await ZoneAsync(db, actor.BoundToProfile, rules, ct));
        var month = query.Month is { Year: > 1990 and < 9000 } asked ? asked : today;
        DateOnly first = new(month.Year, month.Month, 1);
        var end = first.AddMonths(1);
        var open = new RequestFilters(rules, hasher, actor, today).Apply(db.Set<PrivacyRequest>().AsNoTracking(), new(query.Mine ? RequestPile.Mine : RequestPile.Open));
        var found = await open.Where(r => r.DueOn >= first && r.DueOn < end).OrderBy(r => r.DueOn).ThenBy(r => r.Id).Take(MostRows + 1).ToListAsync(ct);
        var earlier = await open.CountAsync(r => r.DueOn < first, ct);
        return new View(first, today, found.Take(MostRows).Select(r => new Row(r.Id, r.Number, r.Kind, r.State, r.DueOn!.Value, r.PausedSince is not null, r.AssigneeId)).ToList(), found.Count > MostRows, earlier);
    }

    // where all open cases are dealt with in one zone it is that one's day; else none of them is the right one for all
    private static async Task<string> ZoneAsync(PortalDb db, string? code, Rulebook rules, CancellationToken ct)
    {
        var profile = code is null ? default : rules.Profile(code)?.Id ?? default;
        var zones = await db.Set<PrivacyRequest>().Where(r => r.ClosedAt == null && (code == null || r.ProfileId == profile)).Select(r => r.TimeZone).Distinct().Take(2).ToListAsync(ct);
        return zones.Count == 1 ? zones[0] : "UTC";
    }
}
