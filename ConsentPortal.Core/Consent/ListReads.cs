using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Reads lists of consents: merges streams in order, counts up to a limit, and gives up on a search that takes too long, so that no
/// list ever keeps the database busy.</summary>
public sealed class ListReads(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    /// <summary>Counting stops here: beyond it nobody turns pages, they narrow.</summary>
    public const int CountMost = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8), PatienceToCount = TimeSpan.FromSeconds(3);

    internal static readonly Problem TooLong = Problem.Conflict("This search takes too long. Narrow it by a purpose, a status or some days.");

    internal DateTimeOffset Now => clock.Now();

    internal Task<PortalDb> OpenAsync(CancellationToken ct) => databases.CreateDbContextAsync(ct);

    internal Task<Rulebook> RulesAsync(CancellationToken ct) => rulebooks.FreshAsync(ct);

    /// <summary>The first keys of all parts together; null = it took too long.</summary>
    internal static Task<List<TKey>?> MergeAsync<T, TKey>(PortalDb db, IReadOnlyList<IQueryable<T>> parts, Func<IQueryable<T>, IQueryable<TKey>> keys,
        Func<IQueryable<TKey>, IQueryable<TKey>> order, int take, CancellationToken ct)
        => TimedReads.RunAsync(db, Patience, async stop =>
        {
            List<TKey> merged = [];
            foreach (var chunk in parts.Chunk(ListScope.StreamsAtOnce))
            {
                merged.AddRange(await order(chunk.Select(keys).Aggregate((a, b) => a.Concat(b))).Take(take).ToListAsync(stop));
            }

            return order(merged.AsQueryable()).Take(take).ToList();
        }, ct);

    /// <summary>At most <see cref="CountMost"/> + 1, which means "more"; null = it took too long.</summary>
    internal static async Task<int?> CountAsync<T, TKey>(PortalDb db, IReadOnlyList<IQueryable<T>> parts, Func<IQueryable<T>, IQueryable<TKey>> keys, CancellationToken ct)
    {
        var counted = await TimedReads.RunAsync(db, PatienceToCount, async stop =>
        {
            var count = 0;
            foreach (var chunk in parts.Chunk(ListScope.StreamsAtOnce))
            {
                count += count > CountMost ? 0 : await chunk.Select(keys).Aggregate((a, b) => a.Concat(b)).Take(CountMost + 1 - count).CountAsync(stop);
            }

            return (int?)Math.Min(count, CountMost + 1);
        }, ct);
        return counted;
    }

    /// <summary>The points of some rows, by id.</summary>
    internal static Task<Dictionary<Id<ContactPoint>, ContactPoint>> PointsAsync(PortalDb db, IEnumerable<Id<ContactPoint>> points, CancellationToken ct)
    {
        var ids = points.Distinct().ToList();
        return db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
    }

    /// <summary>The address as the reader may see it: whole, masked, or null once erased.</summary>
    internal static string? AddressOf(Channel channel, string? address, string? canonical, Actor actor)
        => actor.May(Permission.ReadContacts) ? address : canonical is null ? null : ContactPointKey.Mask(channel, canonical);
}
