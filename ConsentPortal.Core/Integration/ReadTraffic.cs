using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>What an application asked for: by day, kind of call, key, and how the calls ended. Kept for 90 days, written every few seconds.</summary>
public sealed class ReadTraffic(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Days in UTC, both included.</summary>
    public sealed record Query(Id<Application> Application, DateOnly From, DateOnly Until);

    /// <param name="Calls">All of them, the errors too.</param>
    public sealed record Part<T>(T Of, long Calls, long Errors);

    /// <param name="Days">Every day asked for, those without a call too, the first one first.</param>
    /// <param name="Kinds">The most frequent first.</param>
    /// <param name="Statuses">How many ended so; errors and answers, the most frequent first.</param>
    /// <param name="Keys">By their names; of keys that are gone, an empty one.</param>
    /// <param name="Table">Day by day and kind by kind, only where there was a call, the last day first.</param>
    public sealed record View(
        IReadOnlyList<Part<DateOnly>> Days, IReadOnlyList<Part<CallKind>> Kinds, IReadOnlyList<(int Status, long Count)> Statuses, IReadOnlyList<Part<string>> Keys,
        IReadOnlyList<Part<(DateOnly Day, CallKind Kind)>> Table, DateTimeOffset? LastAt)
    {
        public long Calls => Days.Sum(d => d.Calls);

        public long Errors => Days.Sum(d => d.Errors);
    }

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.ApplicationId == query.Application).ToDictionaryAsync(k => k.Id, k => k.Name, ct);
        var (ids, first, last) = (keys.Keys.ToList(), query.From.DayNumber, query.Until.DayNumber);
        var rows = await db.Set<CallCount>().AsNoTracking().Where(c => ids.Contains(c.ApiKeyId) && c.Day >= first && c.Day <= last).ToListAsync(ct);
        var byDay = rows.ToLookup(r => r.Day);
        return new View(
            [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(day => Sum(DateOnly.FromDayNumber(day), byDay[day]))],
            [.. rows.GroupBy(r => r.Kind).Select(g => Sum(g.Key, g)).OrderByDescending(p => p.Calls).ThenBy(p => p.Of)],
            [.. rows.GroupBy(r => r.Status).Select(g => (g.Key, g.Sum(r => r.Count))).OrderByDescending(s => s.Item2).ThenBy(s => s.Key)],
            [.. rows.GroupBy(r => r.ApiKeyId).Select(g => Sum(keys.GetValueOrDefault(g.Key, ""), g)).OrderByDescending(p => p.Calls).ThenBy(p => p.Of, StringComparer.Ordinal)],
            [.. rows.GroupBy(r => (DateOnly.FromDayNumber(r.Day), r.Kind)).Select(g => Sum(g.Key, g)).OrderByDescending(p => p.Of.Item1).ThenBy(p => p.Of.Kind)],
            rows.Count == 0 ? null : rows.Max(r => r.LastAt));
    }

    private static Part<T> Sum<T>(T of, IEnumerable<CallCount> rows)
    {
        var (calls, errors) = (0L, 0L);
        foreach (var row in rows)
        {
            calls += row.Count;
            errors += CallStatus.IsError(row.Status) ? row.Count : 0;
        }

        return new(of, calls, errors);
    }
}
