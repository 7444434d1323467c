using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes down a save on a public page with the right to take it back.</summary>
public sealed class UndoOffers(IdSource ids)
{
    /// <summary>Stores it in the save's own transaction. The token is readable only now.</summary>
    public async ValueTask<MadeOffer> MakeAsync(WriteSession session, OfferedSave save, TimeSpan life, CancellationToken ct)
    {
        var (token, hash) = SecretToken.New();
        UndoOffer offer = new()
        {
            Id = ids.Next<UndoOffer>(), TokenHash = hash, PointId = save.PointId, OtherPointId = save.OtherPointId, ProfileId = save.ProfileId,
            Events = [.. save.Events.Select(e => e.Value)], Suppressions = [.. save.Suppressions.Select(s => s.Value)], SavedAt = session.Now, ExpiresAt = session.Now + life,
            LevelContactId = save.Level?.ContactId ?? default, LevelBefore = save.Level?.Before, LevelAfter = save.Level?.After,
        };
        var db = await session.DbAsync(ct);
        db.Add(offer);
        await db.SaveChangesAsync(ct);
        return new(offer.Id, token, offer.ExpiresAt);
    }

    /// <summary>The offer behind a token, whether or not it can still be used; null for a token that never was.</summary>
    public static Task<UndoOffer?> FindAsync(PortalDb db, string token, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        return db.Set<UndoOffer>().FirstOrDefaultAsync(o => o.TokenHash == hash, ct);
    }
}

/// <summary>What one save wrote.</summary>
public sealed record OfferedSave(Id<Contacts.ContactPoint> PointId, Id<Compliance.ComplianceProfile> ProfileId, IReadOnlyList<Id<ConsentEvent>> Events)
{
    public Id<Contacts.ContactPoint> OtherPointId { get; init; }

    public IReadOnlyList<Id<Suppression>> Suppressions { get; init; } = [];

    public SavedLevel? Level { get; init; }
}

/// <summary>The change of a person's consent level that a save made.</summary>
public sealed record SavedLevel(Id<Contacts.Contact> ContactId, Contacts.ConsentLevel Before, Contacts.ConsentLevel After);

/// <summary>The save's id (its receipt hangs on it) and the token that takes it back until then.</summary>
public sealed record MadeOffer(Id<UndoOffer> Id, string Token, DateTimeOffset ExpiresAt);
