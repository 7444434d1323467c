using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>All that is known about one address, now or as of then: what suppresses it, where each answer stands, and the events behind it,
/// newest first. Asking records nothing; an erased address has no history to show.</summary>
public sealed class ReadContactPoint(IDbContextFactory<PortalDb> databases, AddressHasher hasher, FindSuppressions suppressions, Rulebooks rulebooks, TimeProvider clock)
{
    /// <summary>Events that one answer shows at most; the consents follow from all of them.</summary>
    public const int MaxEvents = 1000;

    public sealed record Query(Channel Channel, string Address, DateTimeOffset? At = null);

    public sealed record View(string Canonical, IReadOnlyList<FindSuppressions.Row> Suppressions, IReadOnlyList<ConsentRow> Consents, IReadOnlyList<EventRow> Events);

    /// <summary>Where one answer stands. <c>Contact</c> is an external id, or our own where the contact has none; null = the address itself.</summary>
    public sealed record ConsentRow(string Purpose, string? Topic, string? Contact, ConsentStatus Status, DateTimeOffset Since, DateTimeOffset? ValidUntil, string Source, Id<ConsentEvent> EventId);

    /// <summary>One event, in codes.</summary>
    public sealed record EventRow(ConsentEvent Happened, string Profile, string Purpose, string? Topic, string? Contact, string? MessageRef);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        if (!ContactPointKey.TryParse(query.Channel, query.Address, out var key))
        {
            return Problem.Invalid("address", $"This is no usable {Word.Of(query.Channel)} address.");
        }

        var found = await suppressions.RunAsync(new(query.Channel, query.Address), actor, ct, query.At ?? clock.Now());
        if (!found.Ok)
        {
            return found.Problem!;
        }

        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = await EventsAsync(db, hasher.Of(key).ToBytes(), query.At, ct);
        events.RemoveAll(e => !mine.Sees(e.PurposeId));
        var names = await EventNames.ReadAsync(db, events, ct);
        return new View(key.Canonical, [.. found.Value.Where(s => s.Purpose is null || mine.Sees(s.Purpose))], Consents(events, mine, names, query.At ?? clock.Now()),
            [.. events.Take(MaxEvents).Select(e => new EventRow(e, mine.Code(e.ProfileId), mine.Code(e.PurposeId), mine.Code(e.TopicId), names.Contact(e.ContactId), names.Message(e.MessageRefId)))]);
    }

    private static async Task<List<ConsentEvent>> EventsAsync(PortalDb db, byte[] hash, DateTimeOffset? at, CancellationToken ct)
    {
        var point = await db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id).FirstOrDefaultAsync(ct);
        return point.IsNone ? [] : await db.Set<ConsentEvent>().AsNoTracking().Where(e => e.PointId == point && (at == null || e.RecordedAt <= at))
            .OrderByDescending(e => e.Sequence).ToListAsync(ct);
    }

    // the projection of the events, exactly as the writer keeps it
    private static List<ConsentRow> Consents(List<ConsentEvent> newestFirst, SeenRules mine, EventNames names, DateTimeOffset now)
    {
        Dictionary<(Id<Purpose>, Id<Topic>, Id<Contact>), ConsentRecord> records = [];
        foreach (var happened in Enumerable.Reverse(newestFirst).Where(e => e.Applied))
        {
            var key = (happened.PurposeId, happened.TopicId, happened.KeyContactId);
            records[key] = ConsentProjection.Next(records.GetValueOrDefault(key), happened);
        }

        var sources = newestFirst.ToDictionary(e => e.Id, e => e.Source);
        return [.. records.Values.OrderBy(r => r.PurposeId).ThenBy(r => r.TopicId).ThenBy(r => r.ContactId).Select(r => new ConsentRow(
            mine.Code(r.PurposeId), mine.Code(r.TopicId), names.Contact(r.ContactId), r is { Status: ConsentStatus.OptedIn, ValidUntil: { } until } && until <= now ? ConsentStatus.Expired : r.Status,
            r.OccurredAt, r.ValidUntil, sources[r.EventId], r.EventId))];
    }
}
