namespace ConsentPortal.Core.Consent;

/// <summary>How a record follows from its events: used by the writer, and by the ledger's check when it replays them.</summary>
public static class ConsentProjection
{
    /// <summary>The record after an applied event. A pause changes nothing but the pause.</summary>
    public static ConsentRecord Next(ConsentRecord? before, ConsentEvent happened) => happened.StatesStatus || before is null
        ? new()
        {
            PointId = happened.PointId, PurposeId = happened.PurposeId, TopicId = happened.TopicId, ContactId = happened.KeyContactId, Status = happened.NewStatus,
            OccurredAt = happened.OccurredAt, RecordedAt = happened.RecordedAt, ValidUntil = happened.ValidUntil, PausedUntil = happened.PausedUntil,
            ActorKind = happened.ActorKind, EventId = happened.Id,
        }
        : new()
        {
            PointId = before.PointId, PurposeId = before.PurposeId, TopicId = before.TopicId, ContactId = before.ContactId, Status = before.Status,
            OccurredAt = before.OccurredAt, RecordedAt = before.RecordedAt, ValidUntil = before.ValidUntil, PausedUntil = happened.PausedUntil,
            ActorKind = before.ActorKind, EventId = before.EventId,
        };

    /// <summary>Says the same in every column.</summary>
    public static bool Same(ConsentRecord a, ConsentRecord b) => a.PointId == b.PointId && a.PurposeId == b.PurposeId && a.TopicId == b.TopicId && a.ContactId == b.ContactId
        && a.Status == b.Status && a.OccurredAt == b.OccurredAt && a.RecordedAt == b.RecordedAt && a.ValidUntil == b.ValidUntil && a.PausedUntil == b.PausedUntil
        && a.ActorKind == b.ActorKind && a.EventId == b.EventId;
}
