using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The consent events of the whole portal that a filter lets through, the latest first, page by page in both directions. Addresses
/// only for who may read contacts.</summary>
public sealed class FindConsentEvents(ListReads reads)
{
    /// <param name="Address">Masked for who may not read addresses; null once erased.</param>
    /// <param name="Applied">False for what is kept as history only.</param>
    public sealed record Row(long Sequence, Id<ConsentEvent> Id, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, ActorKind ActorKind, string ActorId, ActorKind? OnBehalfOf,
        ConsentAction Action, string Source, string Profile, LocalText Purpose, LocalText? Topic, ConsentStatus OldStatus, ConsentStatus NewStatus, bool Applied,
        Id<ContactPoint> PointId, Channel Channel, string? Address)
    {
        public string Reason { get; init; } = "";

        /// <summary>Who acted, when it was an import.</summary>
        public long ImportBatch { get; init; }

        /// <summary>It looked like a mail scanner's doing.</summary>
        public bool Flagged { get; init; }

        /// <summary>False for a pause, which leaves the status alone.</summary>
        public bool StatesStatus { get; init; } = true;

        public bool Erased { get; init; }

        /// <summary>The one person who uses the address, or whom the event names; none where there are several or nobody.</summary>
        public Id<Contact> ContactId { get; init; }

        public string ContactName { get; init; } = "";

        /// <summary>The person's data is stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }
    }

    public async Task<Outcome<ConsentListPage<Row>>> RunAsync(ConsentListQuery query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        if (!ListCursor.TryParse(query.Cursor, out var cursor))
        {
            return Problem.Invalid("cursor", "Take the cursor of the page before.");
        }

        var rules = await reads.RulesAsync(ct);
        await using var db = await reads.OpenAsync(ct);
        var scope = await ListScope.OfAsync(db, query.Filter, rules, actor, reads.Now, ct);
        var found = await ListReads.MergeAsync(db, new EventStreams(db, query.Filter, scope).Parts(), part => EventStreams.Keys(part, cursor, query.Descending, query.Size + 1),
            keys => EventStreams.Ordered(keys, query.Descending), query.Size + 1, ct);
        if (found is null)
        {
            return ListReads.TooLong;
        }

        var (page, previous, next) = ListPaging.Cut(found, query, k => k.Cursor);
        return new ConsentListPage<Row>(await RowsAsync(db, page, rules, scope, actor, ct), previous, next);
    }

    /// <summary>How many there are: at most <see cref="ListReads.CountMost"/> + 1, which means "more"; null where counting takes too long.</summary>
    public async Task<Outcome<int?>> CountAsync(ConsentFilter filter, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await reads.OpenAsync(ct);
        var scope = await ListScope.OfAsync(db, filter, await reads.RulesAsync(ct), actor, reads.Now, ct);
        return await ListReads.CountAsync(db, new EventStreams(db, filter, scope).Parts(), part => part.Select(e => e.Sequence), ct);
    }

    internal static async Task<List<Row>> RowsAsync(PortalDb db, List<ListedEvent> keys, Rulebook rules, ListScope scope, Actor actor, CancellationToken ct)
    {
        var (points, ids) = (keys.Select(k => k.PointId).Distinct().ToList(), keys.ConvertAll(k => k.Id));
        var events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && ids.Contains(e.Id)).ToDictionaryAsync(e => e.Sequence, ct);
        var addresses = await ListReads.PointsAsync(db, points, ct);
        var sees = actor.May(Permission.ReadContacts);
        var people = sees ? await PointUsers.OfAsync(db, points, actor, ct) : PointUsers.Nobody;
        return [.. keys.Where(k => scope.Asks(events[k.Sequence].PurposeId)).Select(k =>
        {
            var (e, point) = (events[k.Sequence], addresses.GetValueOrDefault(k.PointId));
            var (contact, name) = people.Of(e.PointId, e.ContactId);
            return new Row(e.Sequence, e.Id, e.RecordedAt, e.OccurredAt, e.ActorKind, e.ActorId, e.OnBehalfOf, e.Action, e.Source, rules.Profile(e.ProfileId)?.Name ?? "",
                rules.Purpose(e.PurposeId)?.Name ?? LocalText.Empty, rules.Topic(e.TopicId)?.Name, e.OldStatus, e.NewStatus, e.Applied, e.PointId, point?.Channel ?? Channel.None,
                ListReads.AddressOf(point?.Channel ?? Channel.None, point?.Address, point?.Canonical, actor))
            {
                Reason = e.Reason, ImportBatch = e.ImportBatch, Flagged = e.Doubtful, StatesStatus = e.StatesStatus, Erased = point?.ErasedAt is not null, ContactId = contact, ContactName = name,
                Restricted = people.Restricted(e.PointId, contact),
            };
        })];
    }
}
