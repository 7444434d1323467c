using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The codes that keys asked for in vain, the most frequent first.</summary>
public sealed class FindUnknownCodes(IDbContextFactory<PortalDb> databases)
{
    public const int Most = 8;

    /// <summary>Days in UTC, both included.</summary>
    /// <param name="Application">Only what its keys asked for; none = all.</param>
    public sealed record Query(DateOnly From, DateOnly Until, Id<Application> Application = default, int Take = Most);

    /// <param name="KeyName">As staff named the key; empty where it is gone.</param>
    /// <param name="Code"><see cref="UnknownCode.Others"/> = what was not kept apart.</param>
    public sealed record Row(string KeyName, UnknownCodeKind Kind, string Code, long Count, DateOnly Last)
    {
        /// <summary>Whose key it is; none where the key is gone.</summary>
        public Id<Application> ApplicationId { get; init; }
    }

    public sealed record View(IReadOnlyList<Row> Rows, long Total);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (first, last) = (query.From.DayNumber, query.Until.DayNumber);
        var counts = db.Set<UnknownCode>().Where(c => c.Day >= first && c.Day <= last);
        counts = query.Application.IsNone ? counts : counts.Where(c => db.Set<ApiKey>().Any(k => k.Id == c.ApiKeyId && k.ApplicationId == query.Application));
        var found = await counts.GroupBy(c => new { c.ApiKeyId, c.Kind, c.Code })
            .Select(g => new { g.Key, Count = g.Sum(c => c.Count), Last = g.Max(c => c.Day) }).ToListAsync(ct);
        var top = found.OrderByDescending(f => f.Count).ThenBy(f => f.Key.Code, StringComparer.Ordinal).Take(query.Take).ToList();
        var ids = top.ConvertAll(f => f.Key.ApiKeyId);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, k => new { k.Name, k.ApplicationId }, ct);
        return new View(
            [.. top.Select(f => new Row(keys.GetValueOrDefault(f.Key.ApiKeyId)?.Name ?? "", f.Key.Kind, f.Key.Code, f.Count, DateOnly.FromDayNumber(f.Last)) { ApplicationId = keys.GetValueOrDefault(f.Key.ApiKeyId)?.ApplicationId ?? default })],
            found.Sum(f => f.Count));
    }
}
