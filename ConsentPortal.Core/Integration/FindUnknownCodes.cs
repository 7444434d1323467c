using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The codes that keys asked for in vain, the most frequent first.</summary>
public sealed class FindUnknownCodes(IDbContextFactory<PortalDb> databases)
{
    public const int Most = 8;

    /// <summary>Days in UTC, both included.</summary>
    public sealed record Query(DateOnly From, DateOnly Until);

    /// <param name="KeyName">As staff named the key; empty where it is gone.</param>
    /// <param name="Code"><see cref="UnknownCode.Others"/> = what was not kept apart.</param>
    public sealed record Row(string KeyName, UnknownCodeKind Kind, string Code, long Count, DateOnly Last);

    public sealed record View(IReadOnlyList<Row> Rows, long Total);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (first, last) = (query.From.DayNumber, query.Until.DayNumber);
        var found = await db.Set<UnknownCode>().Where(c => c.Day >= first && c.Day <= last).GroupBy(c => new { c.ApiKeyId, c.Kind, c.Code })
            .Select(g => new { g.Key, Count = g.Sum(c => c.Count), Last = g.Max(c => c.Day) }).ToListAsync(ct);
        var top = found.OrderByDescending(f => f.Count).ThenBy(f => f.Key.Code, StringComparer.Ordinal).Take(Most).ToList();
        var ids = top.ConvertAll(f => f.Key.ApiKeyId);
        var names = await db.Set<ApiKey>().Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, k => k.Name, ct);
        return new View([.. top.Select(f => new Row(names.GetValueOrDefault(f.Key.ApiKeyId, ""), f.Key.Kind, f.Key.Code, f.Count, DateOnly.FromDayNumber(f.Last)))], found.Sum(f => f.Count));
    }
}
