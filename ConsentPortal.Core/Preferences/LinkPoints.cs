using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The contact points that a link speaks for: the one it was sent to, and where that is a number, the other phone channel of the
/// same number. Never another address of the same person: whoever holds the link holds one address.</summary>
internal static class LinkPoints
{
    /// <summary>The link's own first; empty where the database has never heard of it.</summary>
    public static async Task<List<ContactPoint>> OfAsync(PortalDb db, PreferenceLink link, AddressHasher hasher, CancellationToken ct)
    {
        var own = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.PointId, ct);
        if (own is null)
        {
            return [];
        }

        if (!LinkFacts.TryTwin(own.Channel, own.Canonical, out var key))
        {
            return [own];
        }

        var hash = hasher.Of(key).ToBytes();
        var twin = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.KeyHash == hash && p.ErasedAt == null, ct);
        return twin is null ? [own] : [own, twin];
    }

    /// <summary>The people who use the link's own address now.</summary>
    public static async Task<List<Id<Contact>>> ContactsAsync(PortalDb db, PreferenceLink link, CancellationToken ct)
        => await db.Set<ContactPointLink>().AsNoTracking().Where(l => l.PointId == link.PointId && l.Until == null).Select(l => l.ContactId).Distinct().ToListAsync(ct);
}
