using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What one page of flagged saves points to, read at once.</summary>
internal sealed class FlaggedFacts
{
    private Dictionary<Id<ConsentEvent>, ConsentEvent> events = [];

    public Dictionary<Id<UndoOffer>, UndoOffer> Offers { get; private set; } = [];

    public Dictionary<Id<ContactPoint>, ContactPoint> Points { get; private set; } = [];

    public Dictionary<Id<MessageReference>, string> Messages { get; private set; } = [];

    public static async Task<FlaggedFacts> OfAsync(PortalDb db, List<FlaggedSave> saves, CancellationToken ct)
    {
        var ids = saves.ConvertAll(f => f.Id);
        var messages = saves.Select(f => f.MessageRefId).Distinct().ToList();
        var offers = await db.Set<UndoOffer>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);
        var points = offers.SelectMany(o => new[] { o.PointId, o.OtherPointId }).Where(p => !p.IsNone).Distinct().ToList();
        var changed = offers.SelectMany(o => o.Events).Select(e => new Id<ConsentEvent>(e)).ToList();
        return new()
        {
            Offers = offers.ToDictionary(o => o.Id),
            Points = await db.Set<ContactPoint>().AsNoTracking().Where(p => points.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            Messages = await db.Set<MessageReference>().AsNoTracking().Where(m => messages.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct),
            events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && changed.Contains(e.Id) && e.NewStatus == ConsentStatus.OptedOut).ToDictionaryAsync(e => e.Id, ct),
        };
    }

    public IEnumerable<ConsentEvent> EventsOf(UndoOffer? offer)
        => offer is null ? [] : offer.Events.Select(id => events.GetValueOrDefault(new(id))).OfType<ConsentEvent>().OrderBy(e => e.Sequence);
}
