using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The opt-ins that end soon (or ended lately), the nearest end first, page by page.</summary>
public sealed class FindLapsing(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="Address">Masked for who may not read addresses; null where it was erased.</param>
    /// <param name="ContactId">The one person who uses the address, or whom the record is about; none where there are several or nobody.</param>
    public sealed record Row(Id<ContactPoint> PointId, Channel Channel, string? Address, Id<Contact> ContactId, string ContactName, Id<Purpose> PurposeId, LocalText Purpose, LocalText? Topic,
        DateTimeOffset Since, DateTimeOffset ValidUntil, ActorKind By)
    {
        /// <summary>The asker may open the address's own page.</summary>
        public bool MayOpen { get; init; }

        /// <summary>The person's data is stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }
    }

    /// <param name="cursor">From the page before; null = the first.</param>
    public async Task<Outcome<Page<Row>>> RunAsync(LapseFilter filter, string? cursor, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadLapses) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var records = await Page(Lapses.Of(db, filter, rules, actor, filter.Range(clock.Now())), cursor).AsNoTracking().ToListAsync(ct);
        var more = records.Count > PageSize;
        records = more ? records[..PageSize] : records;
        return new Page<Row>(await RowsAsync(db, records, rules, actor, ct), more ? CursorOf(records[^1]) : null);
    }

    // the order of the index, then the rest of the key
    internal static IQueryable<ConsentRecord> Page(IQueryable<ConsentRecord> records, string? cursor)
    {
        if (Read(cursor) is { } at)
        {
            var (end, point, purpose, topic, contact) = at;
            records = records.Where(r => r.ValidUntil >= end && (r.ValidUntil > end || r.PointId > point || (r.PointId == point && (r.PurposeId > purpose
                || (r.PurposeId == purpose && (r.TopicId > topic || (r.TopicId == topic && r.ContactId > contact)))))));
        }

        return records.OrderBy(r => r.ValidUntil).ThenBy(r => r.PointId).ThenBy(r => r.PurposeId).ThenBy(r => r.TopicId).ThenBy(r => r.ContactId).Take(PageSize + 1);
    }

    private static string CursorOf(ConsentRecord r) => FormattableString.Invariant($"{r.ValidUntil!.Value.UtcTicks}.{r.PointId}.{r.PurposeId}.{r.TopicId}.{r.ContactId}");

    private static (DateTimeOffset, Id<ContactPoint>, Id<Purpose>, Id<Topic>, Id<Contact>)? Read(string? cursor)
    {
        var parts = (cursor ?? "").Split('.').Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return parts.Length == 5 && parts.All(p => p >= 0) && parts[0] <= DateTimeOffset.MaxValue.UtcTicks
            ? (new(parts[0], TimeSpan.Zero), new(parts[1]), new(parts[2]), new(parts[3]), new(parts[4])) : null;
    }

    private static async Task<List<Row>> RowsAsync(PortalDb db, List<ConsentRecord> records, Rulebook rules, Actor actor, CancellationToken ct)
    {
        var ids = records.Select(r => r.PointId).Distinct().ToList();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var seesAddresses = actor.May(Permission.ReadContacts);
        var people = seesAddresses ? await PointUsers.OfAsync(db, ids, actor, ct) : PointUsers.Nobody;
        return records.ConvertAll(r =>
        {
            var point = points.GetValueOrDefault(r.PointId);
            var (contact, name) = people.Of(r.PointId, r.ContactId);
            return new Row(r.PointId, point?.Channel ?? Channel.None, ListReads.AddressOf(point?.Channel ?? Channel.None, point?.Address, point?.Canonical, actor), contact, name, r.PurposeId, rules.Purpose(r.PurposeId)?.Name ?? LocalText.Empty,
                rules.Topic(r.TopicId)?.Name, r.OccurredAt, r.ValidUntil!.Value, r.ActorKind) { MayOpen = seesAddresses && actor.May(Permission.ReadConsent), Restricted = people.Restricted(r.PointId, contact) };
        });
    }
}
