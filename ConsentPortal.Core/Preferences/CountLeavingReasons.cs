using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>What people answered to "why are you leaving", by how often; what they typed is not read.</summary>
public sealed class CountLeavingReasons(IDbContextFactory<PortalDb> databases)
{
    /// <param name="From">Days in UTC, both included.</param>
    /// <param name="ProfileId">None = all profiles.</param>
    public sealed record Query(DateOnly From, DateOnly Until, Id<ComplianceProfile> ProfileId = default);

    public sealed record Row(LeavingWord Word, int Count);

    /// <param name="Rows">The most frequent first.</param>
    public sealed record View(IReadOnlyList<Row> Rows);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        DateTimeOffset first = new(query.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), after = new(query.Until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var rows = await db.Set<LeavingReason>().Where(r => r.At >= first && r.At < after && (query.ProfileId == default || r.ProfileId == query.ProfileId))
            .GroupBy(r => r.Word).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new View([.. rows.OrderByDescending(r => r.Count).ThenBy(r => r.Key).Select(r => new Row(r.Key, r.Count))]);
    }
}
