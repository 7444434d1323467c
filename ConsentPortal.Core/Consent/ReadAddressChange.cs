using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What is at stake when an address changes: asked before the form says "move" or "keep".</summary>
public sealed class ReadAddressChange(IDbContextFactory<PortalDb> databases, AddressHasher hasher, TimeProvider clock)
{
    /// <param name="Address">The new address as typed so far; null = only the old one.</param>
    public sealed record Query(Id<Contact> ContactId, IReadOnlyList<Id<ContactPoint>> Points, string? Address);

    /// <param name="OptIns">Valid opt-ins at the old address that could move.</param>
    /// <param name="OptOuts">Opt-outs at the old address.</param>
    /// <param name="Suppressed">The old address is suppressed; that stays with it.</param>
    /// <param name="Known">Something was already said at the new address.</param>
    /// <param name="Sharers">How many other people use the new address.</param>
    /// <param name="OldSharers">How many other people use the old address: what stands there may be their word.</param>
    public sealed record View(int OptIns, int OptOuts, bool Suppressed, bool Known, int Sharers, int OldSharers);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts | Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        List<ContactPoint> old = [];
        foreach (var id in query.Points)
        {
            if (await PointScope.FindAsync(db, id, query.ContactId, actor, ct) is { } point)
            {
                old.Add(point);
            }
        }

        return old.Count == 0 ? PointScope.Missing : await ViewAsync(db, query, old, ct);
    }

    private async Task<View> ViewAsync(PortalDb db, Query query, List<ContactPoint> old, CancellationToken ct)
    {
        var now = clock.Now();
        var ids = old.ConvertAll(p => p.Id);
        var records = await db.Set<ConsentRecord>().AsNoTracking().Where(r => ids.Contains(r.PointId) && (r.ContactId == default || r.ContactId == query.ContactId))
            .Select(r => new { r.Status, r.ValidUntil }).ToListAsync(ct);
        var suppressed = false;
        foreach (var hash in old.Select(p => p.KeyHash))
        {
            suppressed |= await db.Set<Suppression>().AnyAsync(s => s.KeyHash == hash && s.Until == null, ct);
        }

        var fresh = await NewAsync(db, old[0].Channel, query.Address, ct);
        return new(records.Count(r => r.Status == ConsentStatus.OptedIn && !(r.ValidUntil <= now)), records.Count(r => r.Status == ConsentStatus.OptedOut), suppressed,
            !fresh.IsNone && await db.Set<ConsentRecord>().AnyAsync(r => r.PointId == fresh, ct),
            fresh.IsNone ? 0 : await db.Set<ContactPointLink>().CountAsync(l => l.PointId == fresh && l.Until == null && l.ContactId != query.ContactId, ct),
            await db.Set<ContactPointLink>().Where(l => ids.Contains(l.PointId) && l.Until == null && l.ContactId != query.ContactId).Select(l => l.ContactId).Distinct().CountAsync(ct));
    }

    private async Task<Id<ContactPoint>> NewAsync(PortalDb db, Channel channel, string? typed, CancellationToken ct)
    {
        if (!ContactPointKey.TryParse(channel, typed, out var key))
        {
            return default;
        }

        var hash = hasher.Of(key).ToBytes();
        return await db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id).FirstOrDefaultAsync(ct);
    }
}
