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

        var mine = Mine(await rulebooks.FreshAsync(ct), actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = await EventsAsync(db, hasher.Of(key).ToBytes(), query.At, ct);
        events.RemoveAll(e => !mine.Sees(e.PurposeId));
        var names = await NamesAsync(db, events, ct);
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
    private static List<ConsentRow> Consents(List<ConsentEvent> newestFirst, Rules mine, Names names, DateTimeOffset now)
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

    private static Rules Mine(Rulebook rules, Actor actor) => new(rules, actor.BoundToProfile is { } code
        ? [.. rules.Profile(code) is { } profile ? profile.Purposes.Select(p => p.PurposeId) : []] : null);

    private static async Task<Names> NamesAsync(PortalDb db, List<ConsentEvent> events, CancellationToken ct)
    {
        var contacts = events.Select(e => e.ContactId).Concat(events.Select(e => e.KeyContactId)).Where(c => !c.IsNone).Distinct().ToList();
        var messages = events.Select(e => e.MessageRefId).Where(m => !m.IsNone).Distinct().ToList();
        return new(
            contacts.Count == 0 ? [] : await db.Set<Contact>().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId, ct),
            messages.Count == 0 ? [] : await db.Set<MessageReference>().Where(m => messages.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct));
    }

    // a key that is bound to one profile sees the purposes that this profile uses or used
    private sealed record Rules(Rulebook Book, HashSet<Id<Purpose>>? Only)
    {
        public bool Sees(Id<Purpose> purpose) => Only?.Contains(purpose) != false;

        public bool Sees(string purpose) => Book.Purpose(purpose) is { } known && Sees(known.Id);

        public string Code(Id<ComplianceProfile> id) => Book.Profile(id)?.Code ?? "";

        public string Code(Id<Purpose> id) => Book.Purpose(id)?.Code ?? "";

        public string? Code(Id<Topic> id) => Book.Topic(id)?.Code;
    }

    private sealed record Names(Dictionary<Id<Contact>, string?> Contacts, Dictionary<Id<MessageReference>, string> Messages)
    {
        public string? Contact(Id<Contact> id) => id.IsNone ? null : Contacts.GetValueOrDefault(id) ?? id.ToString();

        public string? Message(Id<MessageReference> id) => Messages.GetValueOrDefault(id);
    }
}
