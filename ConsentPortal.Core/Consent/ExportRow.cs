using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What an export reads of a record and the event behind it, or of an event. The columns stand in the order in which
/// <see cref="Read"/> takes them; a test holds both against the entities.</summary>
internal sealed record ExportRow
{
    public Id<ContactPoint> PointId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Id<Topic> TopicId { get; init; }

    public Id<Contact> ContactId { get; init; }

    public ConsentStatus Status { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public Id<ConsentEvent> EventId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string Source { get; init; } = "";

    public ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    public ConsentAction Action { get; init; }

    public string Reason { get; init; } = "";

    public string WordingVersion { get; init; } = "";

    public string WordingLanguage { get; init; } = "";

    public long ImportBatch { get; init; }

    public bool Doubtful { get; init; }

    public long Sequence { get; init; }

    public ConsentStatus OldStatus { get; init; }

    public bool Applied { get; init; }

    public Channel Channel { get; init; }

    public string? Address { get; init; }

    public string? Canonical { get; init; }

    public static IQueryable<ExportRow> Of(PortalDb db, IQueryable<ConsentRecord> records) =>
        from r in records
        join e in db.Set<ConsentEvent>() on new { r.PointId, Id = r.EventId } equals new { e.PointId, e.Id }
        join p in db.Set<ContactPoint>() on r.PointId equals p.Id
        orderby r.PointId, r.PurposeId, r.TopicId, r.ContactId
        select new ExportRow
        {
            PointId = r.PointId, PurposeId = r.PurposeId, TopicId = r.TopicId, ContactId = r.ContactId, Status = r.Status, OccurredAt = r.OccurredAt, RecordedAt = r.RecordedAt, ValidUntil = r.ValidUntil,
            PausedUntil = r.PausedUntil, EventId = e.Id, ProfileId = e.ProfileId, ConfirmedAt = e.ConfirmedAt, Source = e.Source, ActorKind = e.ActorKind, ActorId = e.ActorId, Action = e.Action, Reason = e.Reason,
            WordingVersion = e.WordingVersion, WordingLanguage = e.WordingLanguage, ImportBatch = e.ImportBatch, Doubtful = e.Doubtful, Sequence = e.Sequence, OldStatus = e.OldStatus, Applied = e.Applied,
            Channel = p.Channel, Address = p.Address, Canonical = p.Canonical,
        };

    public static IQueryable<ExportRow> Of(PortalDb db, IQueryable<ConsentEvent> events) =>
        from e in events
        join p in db.Set<ContactPoint>() on e.PointId equals p.Id
        orderby e.Sequence
        select new ExportRow
        {
            PointId = e.PointId, PurposeId = e.PurposeId, TopicId = e.TopicId, ContactId = e.KeyContactId, Status = e.NewStatus, OccurredAt = e.OccurredAt, RecordedAt = e.RecordedAt, ValidUntil = e.ValidUntil,
            PausedUntil = e.PausedUntil, EventId = e.Id, ProfileId = e.ProfileId, ConfirmedAt = e.ConfirmedAt, Source = e.Source, ActorKind = e.ActorKind, ActorId = e.ActorId, Action = e.Action, Reason = e.Reason,
            WordingVersion = e.WordingVersion, WordingLanguage = e.WordingLanguage, ImportBatch = e.ImportBatch, Doubtful = e.Doubtful, Sequence = e.Sequence, OldStatus = e.OldStatus, Applied = e.Applied,
            Channel = p.Channel, Address = p.Address, Canonical = p.Canonical,
        };

    public static ExportRow Read(RawRow r) => new()
    {
        PointId = r.Id<ContactPoint>(0), PurposeId = r.Id<Purpose>(1), TopicId = r.Id<Topic>(2), ContactId = r.Id<Contact>(3), Status = r.Word<ConsentStatus>(4), OccurredAt = r.Time(5), RecordedAt = r.Time(6),
        ValidUntil = r.TimeOrNull(7), PausedUntil = r.TimeOrNull(8), EventId = r.Id<ConsentEvent>(9), ProfileId = r.Id<ComplianceProfile>(10), ConfirmedAt = r.TimeOrNull(11), Source = r.Text(12),
        ActorKind = r.Word<ActorKind>(13), ActorId = r.Text(14), Action = r.Word<ConsentAction>(15), Reason = r.Text(16), WordingVersion = r.Text(17), WordingLanguage = r.Text(18), ImportBatch = r.Long(19),
        Doubtful = r.Bool(20), Sequence = r.Long(21), OldStatus = r.Word<ConsentStatus>(22), Applied = r.Bool(23), Channel = r.Word<Channel>(24), Address = r.TextOrNull(25), Canonical = r.TextOrNull(26),
    };

    /// <summary>As it leaves, for who may see addresses or only masked ones.</summary>
    public ConsentLine Line(Rulebook rules, Dictionary<Id<Contact>, string> contacts, ConsentList list, DateTimeOffset now, Actor actor)
    {
        var isEvent = list == ConsentList.Events;
        var state = !isEvent && Status == ConsentStatus.OptedIn && ValidUntil <= now ? ConsentStatus.Expired : Status;
        ConsentStatus? said = Status is ConsentStatus.OptedIn or ConsentStatus.OptedOut ? Status : null;
        return new(ListReads.AddressOf(Channel, Address, Canonical, actor) ?? "", Channel, rules.Profile(ProfileId)?.Code ?? "", rules.Purpose(PurposeId)?.Code ?? "", rules.Topic(TopicId)?.Code ?? "", said, state,
            OccurredAt, RecordedAt, ValidUntil, PausedUntil, ConfirmedAt, Source, ContactId.IsNone ? "" : contacts.GetValueOrDefault(ContactId) is { Length: > 0 } name ? name : ContactId.ToString(), EventId, ActorKind, Action, Reason)
        {
            PointId = PointId, Sequence = isEvent ? Sequence : null, OldStatus = isEvent ? OldStatus : null, Applied = isEvent ? Applied : null, ActorId = ActorId, WordingVersion = WordingVersion,
            WordingLanguage = WordingLanguage, ImportBatch = ImportBatch, Flagged = Doubtful,
        };
    }
}
