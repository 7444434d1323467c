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

    /// <summary>What a token can still take back: one save, or those that a mail told of, the newest first. Empty when it is used, expired
    /// or unknown.</summary>
    public static async Task<IReadOnlyList<UndoOffer>> OpenAsync(PortalDb db, string token, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        var told = await db.Set<ToldSaves>().AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, ct);
        var ids = told?.Offers ?? [];
        var found = await db.Set<UndoOffer>().Where(o => o.TokenHash == hash || ids.Contains(o.Id)).OrderByDescending(o => o.Id).ToListAsync(ct);
        return found.FindAll(o => o.IsOpen(now));
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
