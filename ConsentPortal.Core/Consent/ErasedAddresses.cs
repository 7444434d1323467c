using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Addresses that were erased at their person's wish: by the suppression that the erasure left under their keyed hash. Who brings one in
/// again is told, because somewhere a copy of the person was kept.</summary>
internal static class ErasedAddresses
{
    private const int AtOnce = 500;

    /// <summary>Those of some.</summary>
    public static async Task<HashSet<AddressHash>> AmongAsync(PortalDb db, IEnumerable<AddressHash> hashes, CancellationToken ct)
    {
        HashSet<AddressHash> erased = [];
        foreach (var some in hashes.Where(h => !h.IsEmpty).Distinct().Chunk(AtOnce))
        {
            var keys = some.Select(h => h.ToBytes()).ToList();
            erased.UnionWith((await Standing(db).Where(s => keys.Contains(s.KeyHash)).Select(s => s.KeyHash).ToListAsync(ct)).Select(k => AddressHash.From(k)));
        }

        return erased;
    }

    /// <summary>All of them: 16 bytes each, so that a file of a million rows asks once.</summary>
    public static async Task<HashSet<AddressHash>> AllAsync(PortalDb db, CancellationToken ct) => [.. (await Standing(db).Select(s => s.KeyHash).ToListAsync(ct)).Select(k => AddressHash.From(k))];

    private static IQueryable<Suppression> Standing(PortalDb db) => db.Set<Suppression>().AsNoTracking().Where(s => s.Reason == SuppressionReason.Erasure && s.Until == null);
}

/// <summary>Which of the addresses that a program just stated were erased at their person's wish, by their place in its list. Only for who may
/// write people.</summary>
public sealed class FindErased(IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    public async Task<Outcome<IReadOnlyList<int>>> RunAsync(IReadOnlyList<PointEntry> stated, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        var hashes = stated.Select(p => ContactPointKey.TryParse(p.Channel, p.Address, out var key) ? hasher.Of(key) : default).ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var erased = await ErasedAddresses.AmongAsync(db, hashes, ct);
        return hashes.Index().Where(h => erased.Contains(h.Item)).Select(h => h.Index).ToList();
    }
}
