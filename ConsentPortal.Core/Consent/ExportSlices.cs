using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Which list.</summary>
public enum ConsentList
{
    Records,
    Events,
}

/// <summary>The slices of an export, each a short read of its own. Records go along their key, so that each comes once, as it is when its
/// slice is read, whatever is written meanwhile; events along the ledger, as far as it reached at the start. A slice looks at so many keys
/// at most, however few of them match: it may be empty and not be the last.</summary>
internal sealed class ExportSlices(ListReads reads, ConsentList list, ConsentFilter filter, Actor actor, Rulebook rules) : ISlices<ConsentLine>
{
    public const int Size = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private (Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic, Id<Contact> Contact) last;
    private Id<ContactPoint> bound;
    private bool inWindow;
    private long sequence, end = -1;

    /// <summary>So many records or events are looked at for one slice.</summary>
    public int Window { get; init; } = 20_000;

    /// <summary>There are no more.</summary>
    public bool Done { get; private set; }

    /// <summary>How many rows there will be, about; null where even counting takes too long.</summary>
    public static async Task<long?> CountAsync(ListReads reads, ConsentList list, ConsentFilter filter, Actor actor, int most, CancellationToken ct)
    {
        var rules = await reads.RulesAsync(ct);
        await using var db = await reads.OpenAsync(ct);
        return await TimedReads.RunAsync(db, Patience, async stop =>
        {
            var scope = await ListScope.OfAsync(db, filter, rules, actor, reads.Now, stop);
            return (long?)(list == ConsentList.Records ? await new RecordStreams(db, filter, scope).Plain().Take(most).LongCountAsync(stop) : await new EventStreams(db, filter, scope).Plain().Take(most).LongCountAsync(stop));
        }, ct);
    }

    /// <summary>Throws <see cref="TimeoutException"/> when the database is too busy for even one slice.</summary>
    public async Task<IReadOnlyList<ConsentLine>> NextAsync(CancellationToken ct)
    {
        await using var db = await reads.OpenAsync(ct);
        return await TimedReads.RunAsync(db, Patience, async stop =>
        {
            var scope = await ListScope.OfAsync(db, filter, rules, actor, reads.Now, stop);
            var found = list == ConsentList.Records ? await RecordsAsync(db, scope, stop) : await EventsAsync(db, scope, stop);
            found = found.FindAll(f => scope.Asks(f.PurposeId)); // only now: the cursor has passed them
            found = list == ConsentList.Records ? await WithoutRestrictedAsync(db, found, ct) : found;
            var contacts = await ContactsAsync(db, found, stop);
            return found.ConvertAll(f => f.Line(rules, contacts, list, scope.Now, actor));
        }, ct) ?? throw new TimeoutException("The database took too long for a slice of an export.");
    }

    private async Task<List<ExportRow>> RecordsAsync(PortalDb db, ListScope scope, CancellationToken ct)
    {
        bound = inWindow ? bound : await Bound(db.Set<ConsentRecord>(), last.Point, Window).FirstOrDefaultAsync(ct);
        var found = await RawReads.ReadAsync(db, ExportRow.Of(db, After(new RecordStreams(db, filter, scope).Plain(), last, bound)), ExportRow.Read, ct);
        inWindow = found.Count == Size;
        if (inWindow && found[^1] is var at)
        {
            last = (at.PointId, at.PurposeId, at.TopicId, at.ContactId);
        }
        else
        {
            last = (bound, new(long.MaxValue), new(long.MaxValue), new(long.MaxValue));
            Done = bound.IsNone;
        }

        return found;
    }

    // a yes of an address that may only be stored is on no list that somebody sends by; a no is, so that whoever has the address hears of it
    private static async Task<List<ExportRow>> WithoutRestrictedAsync(PortalDb db, List<ExportRow> found, CancellationToken ct)
    {
        var points = found.Select(f => f.PointId).Distinct().ToList();
        var held = await db.Set<Restriction>().Where(r => r.Until == null && points.Contains(r.PointId)).Select(r => r.PointId).ToListAsync(ct);
        return held.Count == 0 ? found : found.FindAll(f => f.Status == ConsentStatus.OptedOut || !held.Contains(f.PointId));
    }

    private async Task<List<ExportRow>> EventsAsync(PortalDb db, ListScope scope, CancellationToken ct)
    {
        end = end >= 0 ? end : await db.Set<ConsentEvent>().MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        var upTo = Math.Min(end, sequence + Window);
        var found = await RawReads.ReadAsync(db, ExportRow.Of(db, After(new EventStreams(db, filter, scope).Plain(), sequence, upTo)), ExportRow.Read, ct);
        sequence = found.Count == Size ? found[^1].Sequence : upTo;
        Done = sequence >= end;
        return found;
    }

    /// <summary>The point up to which a window of records reaches, always a later one than where it begins; none where fewer are left.</summary>
    internal static IQueryable<Id<ContactPoint>> Bound(IQueryable<ConsentRecord> records, Id<ContactPoint> from, int window)
        => records.Where(r => r.PointId > from).OrderBy(r => r.PointId).Select(r => r.PointId).Skip(window - 1).Take(1);

    /// <summary>The next slice along the records' key, up to and with the bound; none = to the end.</summary>
    internal static IQueryable<ConsentRecord> After(IQueryable<ConsentRecord> records, (Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic, Id<Contact> Contact) last, Id<ContactPoint> bound)
    {
        var (point, purpose, topic, contact) = last;
        records = bound.IsNone ? records : records.Where(r => r.PointId <= bound);
        return records.Where(r => r.PointId >= point && (r.PointId > point || r.PurposeId > purpose || (r.PurposeId == purpose && (r.TopicId > topic || (r.TopicId == topic && r.ContactId > contact)))))
            .OrderBy(r => r.PointId).ThenBy(r => r.PurposeId).ThenBy(r => r.TopicId).ThenBy(r => r.ContactId).Take(Size);
    }

    /// <summary>The next slice along the ledger, up to and with the bound.</summary>
    internal static IQueryable<ConsentEvent> After(IQueryable<ConsentEvent> events, long sequence, long bound)
        => events.Where(e => e.Sequence > sequence && e.Sequence <= bound).OrderBy(e => e.Sequence).Take(Size);

    private static async Task<Dictionary<Id<Contact>, string>> ContactsAsync(PortalDb db, List<ExportRow> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.ContactId).Where(c => !c.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Contact>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId ?? "", ct);
    }
}
