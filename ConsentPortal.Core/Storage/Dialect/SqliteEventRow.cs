using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>An event in the column order of <see cref="LedgerSql.EventColumns"/>.</summary>
internal static class SqliteEventRow
{
    public static SqliteStatement Bind(SqliteStatement s, ConsentEvent e)
    {
        s.Bind(1, e.PointId.Value).Bind(2, e.Id.Value).Bind(3, e.Sequence).Bind(4, e.ContactId.Value).Bind(5, e.KeyContactId.Value)
            .Bind(6, e.ProfileId.Value).Bind(7, e.PurposeId.Value).Bind(8, e.TopicId.Value).Bind(9, e.OldStatus).Bind(10, e.NewStatus)
            .Bind(11, e.Applied).Bind(12, e.StatesStatus).Bind(13, e.Action).Bind(14, e.Source).Bind(15, e.Reason).Bind(16, e.ActorKind).Bind(17, e.ActorId);
        _ = e.OnBehalfOf is { } subject ? s.Bind(18, subject) : s.BindNull(18);
        return s.Bind(19, e.OccurredAt).Bind(20, e.RecordedAt).Bind(21, e.StatedAt).Bind(22, e.ConfirmedAt).Bind(23, e.ValidUntil).Bind(24, e.PausedUntil)
            .Bind(25, e.WordingVersion).Bind(26, e.WordingSha256).Bind(27, e.WordingLanguage).Bind(28, e.PreferenceCenterVersion).Bind(29, e.MessageRefId.Value)
            .Bind(30, e.ImportBatch).Bind(31, e.Doubtful).Bind(32, e.JustificationId.Value).Bind(33, e.JustificationHash).Bind(34, e.WordingId.Value)
            .Bind(35, e.WordingHash).Bind(36, e.OriginId.Value).Bind(37, e.OriginHash).Bind(38, e.LeafHash);
    }

    public static ConsentEvent Read(SqliteStatement s) => new()
    {
        PointId = new(s.Long(0)), Id = new(s.Long(1)), Sequence = s.Long(2), ContactId = new(s.Long(3)), KeyContactId = new(s.Long(4)), ProfileId = new(s.Long(5)),
        PurposeId = new(s.Long(6)), TopicId = new(s.Long(7)), OldStatus = s.Word<ConsentStatus>(8), NewStatus = s.Word<ConsentStatus>(9), Applied = s.Bool(10),
        StatesStatus = s.Bool(11), Action = s.Word<ConsentAction>(12), Source = s.Text(13), Reason = s.Text(14), ActorKind = s.Word<ActorKind>(15), ActorId = s.Text(16),
        OnBehalfOf = s.IsNull(17) ? null : s.Word<ActorKind>(17), OccurredAt = s.Time(18), RecordedAt = s.Time(19), StatedAt = s.TimeOrNull(20), ConfirmedAt = s.TimeOrNull(21),
        ValidUntil = s.TimeOrNull(22), PausedUntil = s.TimeOrNull(23), WordingVersion = s.Text(24), WordingSha256 = s.BlobOrNull(25), WordingLanguage = s.Text(26),
        PreferenceCenterVersion = s.Text(27), MessageRefId = new(s.Long(28)), ImportBatch = s.Long(29), Doubtful = s.Bool(30), JustificationId = new(s.Long(31)),
        JustificationHash = s.BlobOrNull(32), WordingId = new(s.Long(33)), WordingHash = s.BlobOrNull(34), OriginId = new(s.Long(35)), OriginHash = s.BlobOrNull(36),
        LeafHash = s.BlobOrNull(37) ?? [],
    };
}
