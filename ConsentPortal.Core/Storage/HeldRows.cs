using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>Reads what rooms hold about a person, slice by slice along a key, each slice a short read of its own: memory does not grow with
/// the rows, and no transaction lasts longer than a slice.</summary>
public sealed class HeldRows(IDbContextFactory<PortalDb> databases)
{
    public const int Slice = 1000;

    /// <param name="after">The rows after this one, in the order of their key; null = from the first.</param>
    internal async IAsyncEnumerable<IReadOnlyList<T>> SlicesAsync<T>(Func<PortalDb, T?, IQueryable<T>> after, [EnumeratorCancellation] CancellationToken ct) where T : class
    {
        for (T? last = null; ;)
        {
            var some = await ReadAsync(db => after(db, last).Take(Slice), ct);
            if (some.Count > 0)
            {
                yield return some;
            }

            if (some.Count < Slice)
            {
                yield break;
            }

            last = some[^1];
        }
    }

    /// <summary>Rows of which one person has a handful.</summary>
    internal async Task<List<T>> ReadAsync<T>(Func<PortalDb, IQueryable<T>> of, CancellationToken ct) where T : class
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await of(db).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>What the side rows say; without those that were erased.</summary>
    internal async Task<Dictionary<Id<SideRow>, string>> TextsAsync(IEnumerable<Id<SideRow>> ids, CancellationToken ct)
    {
        var asked = ids.Where(i => !i.IsNone).Distinct().ToList();
        var rows = asked.Count == 0 ? [] : await ReadAsync(db => db.Set<SideRow>().Where(r => asked.Contains(r.Id) && r.Content != null), ct);
        return rows.ToDictionary(r => r.Id, r => r.Content!);
    }
}
