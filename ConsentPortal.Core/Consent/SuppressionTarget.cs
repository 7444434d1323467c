using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The address that a caller names, by what was typed or by the id of its contact point (screens know no address by heart).</summary>
public sealed record SuppressionTarget(Channel Channel, string? Address, Id<ContactPoint> PointId = default)
{
    public static SuppressionTarget Of(Id<ContactPoint> point) => new(Channel.None, null, point);
}

/// <summary>Finds what a target's suppressions hang on: the keyed hash, which an address that was never seen has too.</summary>
public sealed class SuppressionTargets(AddressHasher hasher)
{
    /// <summary>A sales representative who sees only their own contacts reaches only addresses that no other contact uses.</summary>
    public async Task<Outcome<SuppressedAddress>> FindAsync(PortalDb db, SuppressionTarget target, Actor actor, CancellationToken ct)
    {
        var point = await PointAsync(db, target, ct);
        if (!target.PointId.IsNone && point is null)
        {
            return Problem.NotFound("This contact point does not exist.");
        }

        if (point is not null && actor.OwnContactsOnly && !await IsOwnAsync(db, point.Id, actor, ct))
        {
            return Problem.Forbidden();
        }

        if (point is not null)
        {
            var masked = point.Canonical is { } canonical ? ContactPointKey.Mask(point.Channel, canonical) : "";
            return new SuppressedAddress(AddressHash.From(point.KeyHash), point.HashKey, point.Channel, masked);
        }

        return Key(target) is { } key
            ? new SuppressedAddress(hasher.Of(key), hasher.KeyId, key.Channel, ContactPointKey.Mask(key.Channel, key.Canonical))
            : target.Channel == Channel.None ? Problem.Invalid("address", "Say which channel it is on.") : Problem.Invalid("address", $"This is no usable {Word.Of(target.Channel)} address.");
    }

    private async Task<ContactPoint?> PointAsync(PortalDb db, SuppressionTarget target, CancellationToken ct)
    {
        var points = db.Set<ContactPoint>().AsNoTracking();
        if (!target.PointId.IsNone)
        {
            return await points.FirstOrDefaultAsync(p => p.Id == target.PointId, ct);
        }

        var hash = Key(target) is { } key ? hasher.Of(key).ToBytes() : [];
        return await points.FirstOrDefaultAsync(p => p.KeyHash == hash && p.ErasedAt == null, ct);
    }

    private static ContactPointKey? Key(SuppressionTarget target) => ContactPointKey.TryParse(target.Channel, target.Address, out var key) ? key : null;

    private static async Task<bool> IsOwnAsync(PortalDb db, Id<ContactPoint> point, Actor actor, CancellationToken ct)
    {
        var owners = await db.Set<ContactPointLink>().Where(l => l.PointId == point && l.Until == null)
            .Join(db.Set<Contact>(), l => l.ContactId, c => c.Id, (l, c) => c.OwnerId).ToListAsync(ct);
        return owners.Count == 0 || owners.Contains(actor.Number);
    }
}
