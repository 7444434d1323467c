using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>An event as the feed reads it, without what only the ledger needs (hashes, side rows), and the address that it is about.</summary>
internal sealed record FeedPoint(ConsentEvent Happened, Channel Channel, string? Address)
{
    /// <summary>The columns stand in the order in which they are taken; a test holds them against the entities.</summary>
    public static Task<List<FeedPoint>> ReadAsync(PortalDb db, IQueryable<ConsentEvent> page, CancellationToken ct) => RawReads.ReadAsync(db,
        from e in page
        join p in db.Set<ContactPoint>() on e.PointId equals p.Id
        orderby e.Sequence
        select new
        {
            e.PointId, e.Id, e.Sequence, e.ContactId, e.KeyContactId, e.ProfileId, e.PurposeId, e.TopicId, e.OldStatus, e.NewStatus, e.Applied, e.Action, e.Source, e.Reason, e.ActorKind, e.ActorId, e.OnBehalfOf,
            e.OccurredAt, e.RecordedAt, e.ConfirmedAt, e.ValidUntil, e.PausedUntil, e.WordingVersion, e.WordingLanguage, e.MessageRefId, p.Channel, p.Address,
        }, Read, ct);

    private static FeedPoint Read(RawRow r) => new(new()
    {
        PointId = r.Id<ContactPoint>(0), Id = r.Id<ConsentEvent>(1), Sequence = r.Long(2), ContactId = r.Id<Contact>(3), KeyContactId = r.Id<Contact>(4), ProfileId = r.Id<ComplianceProfile>(5), PurposeId = r.Id<Purpose>(6),
        TopicId = r.Id<Topic>(7), OldStatus = r.Word<ConsentStatus>(8), NewStatus = r.Word<ConsentStatus>(9), Applied = r.Bool(10), Action = r.Word<ConsentAction>(11), Source = r.Text(12), Reason = r.Text(13),
        ActorKind = r.Word<ActorKind>(14), ActorId = r.Text(15), OnBehalfOf = r.IsNull(16) ? null : r.Word<ActorKind>(16), OccurredAt = r.Time(17), RecordedAt = r.Time(18), ConfirmedAt = r.TimeOrNull(19),
        ValidUntil = r.TimeOrNull(20), PausedUntil = r.TimeOrNull(21), WordingVersion = r.Text(22), WordingLanguage = r.Text(23), MessageRefId = r.Id<MessageReference>(24),
    }, r.Word<Channel>(25), r.TextOrNull(26));
}
