using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The slices of an export, each a short read of its own. Records go along their key, so that each comes once, as it is when its
/// slice is read, whatever is written meanwhile; events along the ledger, as far as it reached at the start.</summary>
internal sealed class ExportSlices(ListReads reads, ExportConsents.Command command, Actor actor, Rulebook rules)
{
    public const int Size = 2000;
    private (Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic, Id<Contact> Contact) last;
    private long sequence, end = -1;

    private sealed record Found(ConsentRecord? Record, ConsentEvent Event, Channel Channel, string? Address, string? Canonical);

    /// <summary>Empty when there are no more.</summary>
    public async Task<List<ConsentLine>> NextAsync(CancellationToken ct)
    {
        await using var db = await reads.OpenAsync(ct);
        var scope = await ListScope.OfAsync(db, command.Filter, rules, actor, reads.Now, ct);
        var found = command.List == ConsentList.Records ? await RecordsAsync(db, scope, ct) : await EventsAsync(db, scope, ct);
        var contacts = await ContactsAsync(db, found, ct);
        return found.ConvertAll(f => Of(f, contacts, scope.Now));
    }

    private async Task<List<Found>> RecordsAsync(PortalDb db, ListScope scope, CancellationToken ct)
    {
        var records = After(new RecordStreams(db, command.Filter, scope).Plain(), last);
        var found = await (from r in records
                           join e in db.Set<ConsentEvent>() on new { r.PointId, Id = r.EventId } equals new { e.PointId, e.Id }
                           join p in db.Set<ContactPoint>() on r.PointId equals p.Id
                           orderby r.PointId, r.PurposeId, r.TopicId, r.ContactId
                           select new { Record = r, Event = e, p.Channel, p.Address, p.Canonical }).ToListAsync(ct);
        if (found is [.., { Record: var at }])
        {
            last = (at.PointId, at.PurposeId, at.TopicId, at.ContactId);
        }

        return found.ConvertAll(f => new Found(f.Record, f.Event, f.Channel, f.Address, f.Canonical));
    }

    private async Task<List<Found>> EventsAsync(PortalDb db, ListScope scope, CancellationToken ct)
    {
        end = end >= 0 ? end : await db.Set<ConsentEvent>().MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        var events = After(new EventStreams(db, command.Filter, scope).Plain(), sequence, end);
        var found = await (from e in events
                           join p in db.Set<ContactPoint>() on e.PointId equals p.Id
                           orderby e.Sequence
                           select new { Event = e, p.Channel, p.Address, p.Canonical }).ToListAsync(ct);
        sequence = found is [.., { Event: var at }] ? at.Sequence : sequence;
        return found.ConvertAll(f => new Found(null, f.Event, f.Channel, f.Address, f.Canonical));
    }

    /// <summary>The next slice along the records' key.</summary>
    internal static IQueryable<ConsentRecord> After(IQueryable<ConsentRecord> records, (Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic, Id<Contact> Contact) last)
    {
        var (point, purpose, topic, contact) = last;
        return records.Where(r => r.PointId >= point && (r.PointId > point || r.PurposeId > purpose || (r.PurposeId == purpose && (r.TopicId > topic || (r.TopicId == topic && r.ContactId > contact)))))
            .OrderBy(r => r.PointId).ThenBy(r => r.PurposeId).ThenBy(r => r.TopicId).ThenBy(r => r.ContactId).Take(Size);
    }

    /// <summary>The next slice along the ledger.</summary>
    internal static IQueryable<ConsentEvent> After(IQueryable<ConsentEvent> events, long sequence, long end)
        => events.Where(e => e.Sequence > sequence && e.Sequence <= end).OrderBy(e => e.Sequence).Take(Size);

    private static async Task<Dictionary<Id<Contact>, string>> ContactsAsync(PortalDb db, List<Found> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Record?.ContactId ?? f.Event.KeyContactId).Where(c => !c.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Contact>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId ?? "", ct);
    }

    private ConsentLine Of(Found found, Dictionary<Id<Contact>, string> contacts, DateTimeOffset now)
    {
        var (record, e) = (found.Record, found.Event);
        var state = record is null ? e.NewStatus : FindConsents.StatusAt(record, now);
        var stored = record?.Status ?? e.NewStatus;
        ConsentStatus? said = stored is ConsentStatus.OptedIn or ConsentStatus.OptedOut ? stored : null;
        var contact = record?.ContactId ?? e.KeyContactId;
        return new(ListReads.AddressOf(found.Channel, found.Address, found.Canonical, actor) ?? "", found.Channel, rules.Profile(e.ProfileId)?.Code ?? "", rules.Purpose(e.PurposeId)?.Code ?? "",
            rules.Topic(e.TopicId)?.Code ?? "", said, state, record?.OccurredAt ?? e.OccurredAt, record?.RecordedAt ?? e.RecordedAt, record is null ? e.ValidUntil : record.ValidUntil,
            record is null ? e.PausedUntil : record.PausedUntil, e.ConfirmedAt, e.Source, contact.IsNone ? "" : contacts.GetValueOrDefault(contact) is { Length: > 0 } name ? name : contact.ToString(),
            e.Id, e.ActorKind, e.Action, e.Reason)
        {
            PointId = e.PointId, Sequence = record is null ? e.Sequence : null, OldStatus = record is null ? e.OldStatus : null, Applied = record is null ? e.Applied : null,
            ActorId = e.ActorId, WordingVersion = e.WordingVersion, WordingLanguage = e.WordingLanguage, ImportBatch = e.ImportBatch, Flagged = e.Doubtful,
        };
    }
}
