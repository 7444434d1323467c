using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Where every answer stands now: all records that a filter lets through, the latest change first, page by page in both directions.
/// Somebody who sees own contacts only gets those of their addresses.</summary>
public sealed class FindConsents(ListReads reads)
{
    /// <param name="Address">Masked for who may not read addresses; null once erased.</param>
    /// <param name="ContactId">The one person who uses the address, or whom the record is about; none where there are several or nobody.</param>
    /// <param name="Status">As of now: an opt-in past its end is <c>Expired</c>.</param>
    public sealed record Row(Id<ContactPoint> PointId, Channel Channel, string? Address, Id<Contact> ContactId, string ContactName, Id<Purpose> PurposeId, LocalText Purpose, LocalText? Topic,
        ConsentStatus Status, DateTimeOffset Since, DateTimeOffset RecordedAt, DateTimeOffset? ValidUntil, DateTimeOffset? PausedUntil, ActorKind By, Id<ConsentEvent> EventId)
    {
        /// <summary>How the event behind it came about.</summary>
        public ConsentAction Action { get; init; }

        public string Source { get; init; } = "";

        public bool Erased { get; init; }

        /// <summary>The person's data is stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }
    }

    public async Task<Outcome<ConsentListPage<Row>>> RunAsync(ConsentListQuery query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } missing)
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
        var found = await ListReads.MergeAsync(db, new RecordStreams(db, query.Filter, scope).Parts(), part => RecordStreams.Keys(part, cursor, query.Descending, query.Size + 1),
            keys => RecordStreams.Ordered(keys, query.Descending), query.Size + 1, ct);
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
        if (actor.Lacks(Permission.ReadConsent) is { } missing)
        {
            return missing;
        }

        await using var db = await reads.OpenAsync(ct);
        var scope = await ListScope.OfAsync(db, filter, await reads.RulesAsync(ct), actor, reads.Now, ct);
        return await ListReads.CountAsync(db, new RecordStreams(db, filter, scope).Parts(), part => part.Select(r => r.EventId), ct);
    }

    internal static async Task<List<Row>> RowsAsync(PortalDb db, List<ListedRecord> keys, Rulebook rules, ListScope scope, Actor actor, CancellationToken ct)
    {
        var (points, events) = (keys.Select(k => k.PointId).Distinct().ToList(), keys.ConvertAll(k => k.EventId));
        var records = await (from r in db.Set<ConsentRecord>().AsNoTracking()
                             join e in db.Set<ConsentEvent>() on new { r.PointId, Id = r.EventId } equals new { e.PointId, e.Id }
                             where points.Contains(r.PointId) && events.Contains(r.EventId)
                             select new { Record = r, e.Action, e.Source }).ToListAsync(ct);
        var byEvent = records.Where(r => scope.Asks(r.Record.PurposeId)).ToDictionary(r => r.Record.EventId);
        var addresses = await ListReads.PointsAsync(db, points, ct);
        var people = actor.May(Permission.ReadContacts) ? await PointUsers.OfAsync(db, points, actor, ct) : PointUsers.Nobody;
        return [.. keys.Where(k => byEvent.ContainsKey(k.EventId)).Select(k => byEvent[k.EventId]).Select(f =>
        {
            var (record, point) = (f.Record, addresses.GetValueOrDefault(f.Record.PointId));
            var (contact, name) = people.Of(record.PointId, record.ContactId);
            return new Row(record.PointId, point?.Channel ?? Channel.None, ListReads.AddressOf(point?.Channel ?? Channel.None, point?.Address, point?.Canonical, actor), contact, name,
                record.PurposeId, rules.Purpose(record.PurposeId)?.Name ?? LocalText.Empty, rules.Topic(record.TopicId)?.Name, StatusAt(record, scope.Now), record.OccurredAt, record.RecordedAt,
                record.ValidUntil, record.PausedUntil > scope.Now ? record.PausedUntil : null, record.ActorKind, record.EventId)
            { Action = f.Action, Source = f.Source, Erased = point?.ErasedAt is not null, Restricted = people.Restricted(record.PointId, contact) };
        })];
    }

    internal static ConsentStatus StatusAt(ConsentRecord record, DateTimeOffset now)
        => record is { Status: ConsentStatus.OptedIn, ValidUntil: { } end } && end <= now ? ConsentStatus.Expired : record.Status;
}
