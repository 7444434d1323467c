using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Addresses that were erased and are here again, whoever brought them: an import, a form, a program. The suppression by keyed hash stops
/// marketing to them; this says that somewhere a copy of the person was kept. By number, no address.</summary>
public sealed class FindReturned(IDbContextFactory<PortalDb> databases)
{
    public const int Most = 25;

    /// <param name="Source">What the first answer since then names as its source; empty = there is none yet.</param>
    /// <param name="Import">The import that brought it; none = something else did.</param>
    /// <param name="Stopped">Marketing to it is suppressed; false once the person opted in anew, or staff lifted it.</param>
    public sealed record Row(Id<ContactPoint> Point, Channel Channel, DateTimeOffset ErasedAt, DateTimeOffset BackAt, string Source, long Import, bool Stopped);

    /// <summary>The latest first.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var points = db.Set<ContactPoint>().AsNoTracking();
        var back = await (from gone in points.Where(p => p.ErasedAt != null) join here in points.Where(p => p.ErasedAt == null) on gone.KeyHash equals here.KeyHash
                          where here.CreatedAt >= gone.ErasedAt orderby here.Id descending select new { here.Id, here.Channel, here.KeyHash, here.CreatedAt, ErasedAt = gone.ErasedAt!.Value }).Take(Most * 2).ToListAsync(ct);
        var latest = back.GroupBy(b => b.Id).Select(g => g.MaxBy(b => b.ErasedAt)!).Take(Most).ToList(); // an address may have been erased twice
        var (ids, hashes) = (latest.ConvertAll(b => b.Id), latest.ConvertAll(b => b.KeyHash));
        var first = await db.Set<ConsentEvent>().AsNoTracking().Where(e => ids.Contains(e.PointId)).GroupBy(e => e.PointId).Select(g => g.Min(e => e.Id)).ToListAsync(ct);
        var said = await db.Set<ConsentEvent>().AsNoTracking().Where(e => first.Contains(e.Id)).Select(e => new { e.PointId, e.Source, e.ImportBatch }).ToDictionaryAsync(e => e.PointId, ct);
        var held = await db.Set<Suppression>().AsNoTracking().Where(s => s.Until == null && s.Scope != SuppressionScope.Purpose && hashes.Contains(s.KeyHash)).Select(s => s.KeyHash).ToListAsync(ct);
        var stopped = held.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        return latest.ConvertAll(b => new Row(b.Id, b.Channel, b.ErasedAt, b.CreatedAt, said.GetValueOrDefault(b.Id)?.Source ?? "", said.GetValueOrDefault(b.Id)?.ImportBatch ?? 0, stopped.Contains(Convert.ToHexString(b.KeyHash))));
    }
}
