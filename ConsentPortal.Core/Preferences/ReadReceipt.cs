using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The receipt of one save, for whoever holds its signed link.</summary>
public sealed class ReadReceipt(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public async Task<Receipt?> RunAsync(Id<UndoOffer> save, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await rulebooks.FreshAsync(ct);
        var offer = await db.Set<UndoOffer>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == save, ct);
        if (offer is null || rules.Profile(offer.ProfileId) is not { } profile)
        {
            return null;
        }

        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == offer.PointId, ct);
        return new()
        {
            Id = save, Profile = profile, SavedAt = offer.SavedAt, PointId = offer.PointId.Value, AllBrands = offer.Suppressions.Count > 0, TakenBackAt = offer.UsedAt,
            MaskedAddress = point?.Canonical is { } address ? ContactPointKey.Mask(point.Channel, address) : null, Lines = await LinesAsync(db, rules, offer, ct),
            Level = offer is { LevelBefore: { } before, LevelAfter: { } after } ? (before, after) : null,
        };
    }

    private static async Task<List<ReceiptLine>> LinesAsync(PortalDb db, Rulebook rules, UndoOffer offer, CancellationToken ct)
    {
        Id<ContactPoint>[] points = [offer.PointId, offer.OtherPointId];
        var ids = offer.Events.ConvertAll(e => new Id<ConsentEvent>(e));
        var events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && ids.Contains(e.Id)).OrderBy(e => e.Sequence).ToListAsync(ct);
        var channels = await db.Set<ContactPoint>().AsNoTracking().Where(p => points.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Channel, ct);
        var texts = events.Select(e => e.WordingId).Where(id => !id.IsNone).Distinct().ToList();
        var wordings = await db.Set<SideRow>().AsNoTracking().Where(r => texts.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Content, ct);
        return events.ConvertAll(e =>
        {
            var purpose = rules.Purpose(e.PurposeId);
            var channel = purpose?.Type == PurposeType.DataUse ? Channel.None : channels.GetValueOrDefault(e.PointId);
            return new ReceiptLine(e.Id, purpose, rules.Topic(e.TopicId), channel, e.OldStatus, e.NewStatus, e.Action, e.OccurredAt,
                e.WordingLanguage, wordings.GetValueOrDefault(e.WordingId), e.WordingVersion)
            {
                PausedUntil = e.StatesStatus ? null : e.PausedUntil, WordingSha256 = e.WordingSha256, PageVersion = e.PreferenceCenterVersion, ValidUntil = e.ValidUntil,
            };
        });
    }
}
