using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What waits with whom, and how the months went: received, answered in time or late, how long it took.</summary>
public sealed class ReadRequestFigures(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public const int MostMonths = 36;

    /// <param name="Months">So many, the present one included.</param>
    public sealed record Query(int Months = 12, string? Profile = null, RequestKind? Kind = null);

    public sealed record View(IReadOnlyList<Load> Loads, IReadOnlyList<Month> Months, IReadOnlyList<ByKind> Kinds, DateOnly Today);

    /// <param name="MemberId">0 = nobody yet.</param>
    /// <param name="Soon">Due within seven days, and not late.</param>
    public sealed record Load(long MemberId, int Open, int Overdue, int Soon, int Waiting);

    /// <summary>The requests that were received in a month.</summary>
    /// <param name="InTime">Answered by their day.</param>
    /// <param name="Late">Answered after it, or still open past it.</param>
    /// <param name="MedianDays">From receipt to answer; null = none is answered.</param>
    public sealed record Month(DateOnly First, int Received, int InTime, int Late, int Open, double? MedianDays);

    public sealed record ByKind(RequestKind Kind, int Received, int InTime, int Late, int Open, double? MedianDays);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        ZoneDays days = new(clock.Now());
        await using var db = await databases.CreateDbContextAsync(ct);
        var asked = db.Set<PrivacyRequest>().AsNoTracking();
        if ((actor.BoundToProfile ?? query.Profile) is { Length: > 0 } code)
        {
            var profile = rules.Profile(code)?.Id ?? default;
            asked = asked.Where(r => r.ProfileId == profile);
        }

        var zones = await asked.Select(r => r.TimeZone).Distinct().ToListAsync(ct);
        var today = zones.Append("UTC").Max(days.In); // a month that began somewhere has begun
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Math.Clamp(query.Months, 1, MostMonths));
        asked = query.Kind is { } kind ? asked.Where(r => r.Kind == kind) : asked;
        var open = await asked.Where(r => r.ClosedAt == null).GroupBy(r => new { r.AssigneeId, r.DueOn, r.TimeZone, Waiting = r.PausedSince != null }).Select(g => new OpenGroup(g.Key.AssigneeId, g.Key.DueOn, g.Key.TimeZone, g.Key.Waiting, g.Count())).ToListAsync(ct);
        var facts = await asked.Where(r => r.ReceivedOn >= first).Select(r => new Fact(r.Kind, r.State, r.ReceivedOn, r.DueOn, r.ClosedAt, r.TimeZone, r.PausedSince != null)).ToListAsync(ct);
        return new View(LoadsOf(open, days), MonthsOf(facts, first, today, days), [.. Enum.GetValues<RequestKind>().Select(k => Sum(facts.Where(f => f.Kind == k), days, (r, i, l, o, m) => new ByKind(k, r, i, l, o, m)))], today);
    }

    private static IReadOnlyList<Load> LoadsOf(List<OpenGroup> open, ZoneDays days) => [.. open.GroupBy(g => g.Member).OrderBy(g => g.Key == 0 ? 0 : 1).ThenBy(g => g.Key)
        .Select(g => new Load(g.Key, g.Sum(x => x.Count), g.Where(x => !x.Waiting && x.DueOn < days.In(x.TimeZone)).Sum(x => x.Count), g.Where(x => !x.Waiting && x.DueOn >= days.In(x.TimeZone) && x.DueOn <= days.In(x.TimeZone).AddDays(7)).Sum(x => x.Count), g.Where(x => x.Waiting).Sum(x => x.Count)))];

    private static IReadOnlyList<Month> MonthsOf(List<Fact> facts, DateOnly first, DateOnly today, ZoneDays days)
    {
        var byMonth = facts.ToLookup(f => new DateOnly(f.ReceivedOn.Year, f.ReceivedOn.Month, 1));
        List<Month> months = [];
        for (var month = first; month <= today; month = month.AddMonths(1))
        {
            months.Add(Sum(byMonth[month], days, (r, i, l, o, m) => new Month(month, r, i, l, o, m)));
        }

        return months;
    }

    // withdrawn and never verified ones are answers to nobody: they were received, and are neither in time nor late
    private static T Sum<T>(IEnumerable<Fact> facts, ZoneDays zones, Func<int, int, int, int, double?, T> make)
    {
        var all = facts.ToList();
        var answered = all.Where(f => f.State is RequestState.Fulfilled or RequestState.PartiallyFulfilled or RequestState.Refused).ToList();
        var inTime = answered.Count(f => f.DueOn is null || f.ClosedOn <= f.DueOn);
        var open = all.Where(f => f.ClosedAt is null).ToList();
        var days = answered.Select(f => f.ClosedOn!.Value.DayNumber - f.ReceivedOn.DayNumber).Order().ToList();
        return make(all.Count, inTime, answered.Count - inTime + open.Count(f => !f.Waiting && f.DueOn < zones.In(f.TimeZone)), open.Count, days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0);
    }

    private sealed record OpenGroup(long Member, DateOnly? DueOn, string TimeZone, bool Waiting, int Count);

    private sealed record Fact(RequestKind Kind, RequestState State, DateOnly ReceivedOn, DateOnly? DueOn, DateTimeOffset? ClosedAt, string TimeZone, bool Waiting)
    {
        // the day it was where the controller is
        public DateOnly? ClosedOn => ClosedAt is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime) : null;
    }
}
