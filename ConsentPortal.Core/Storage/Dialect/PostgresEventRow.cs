using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>An event in the column order of <see cref="LedgerSql.EventColumns"/>: written by COPY, read by name's place.</summary>
internal static class PostgresEventRow
{
    public static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<ConsentEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"COPY consent_events ({LedgerSql.EventColumns}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var e in events)
        {
            await copy.StartRowAsync(ct);
            foreach (var value in Values(e))
            {
                await WriteAsync(copy, value, ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    public static ConsentEvent Read(NpgsqlDataReader r) => new()
    {
        PointId = new(r.GetInt64(0)), Id = new(r.GetInt64(1)), Sequence = r.GetInt64(2), ContactId = new(r.GetInt64(3)), KeyContactId = new(r.GetInt64(4)),
        ProfileId = new(r.GetInt64(5)), PurposeId = new(r.GetInt64(6)), TopicId = new(r.GetInt64(7)), OldStatus = Word.Parse<ConsentStatus>(r.GetString(8)),
        NewStatus = Word.Parse<ConsentStatus>(r.GetString(9)), Applied = r.GetBoolean(10), StatesStatus = r.GetBoolean(11), Action = Word.Parse<ConsentAction>(r.GetString(12)),
        Source = r.GetString(13), Reason = r.GetString(14), ActorKind = Word.Parse<ActorKind>(r.GetString(15)), ActorId = r.GetString(16),
        OnBehalfOf = r.IsDBNull(17) ? null : Word.Parse<ActorKind>(r.GetString(17)), OccurredAt = r.GetFieldValue<DateTimeOffset>(18),
        RecordedAt = r.GetFieldValue<DateTimeOffset>(19), StatedAt = Time(r, 20), ConfirmedAt = Time(r, 21), ValidUntil = Time(r, 22), PausedUntil = Time(r, 23),
        WordingVersion = r.GetString(24), WordingSha256 = Bytes(r, 25), WordingLanguage = r.GetString(26), PreferenceCenterVersion = r.GetString(27),
        MessageRefId = new(r.GetInt64(28)), ImportBatch = r.GetInt64(29), Doubtful = r.GetBoolean(30), JustificationId = new(r.GetInt64(31)), JustificationHash = Bytes(r, 32),
        WordingId = new(r.GetInt64(33)), WordingHash = Bytes(r, 34), OriginId = new(r.GetInt64(35)), OriginHash = Bytes(r, 36), LeafHash = Bytes(r, 37) ?? [],
    };

    public static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    public static byte[]? Bytes(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private static object?[] Values(ConsentEvent e) =>
    [
        e.PointId.Value, e.Id.Value, e.Sequence, e.ContactId.Value, e.KeyContactId.Value, e.ProfileId.Value, e.PurposeId.Value, e.TopicId.Value,
        Word.Of(e.OldStatus), Word.Of(e.NewStatus), e.Applied, e.StatesStatus, Word.Of(e.Action), e.Source, e.Reason, Word.Of(e.ActorKind), e.ActorId,
        e.OnBehalfOf is { } subject ? Word.Of(subject) : null, e.OccurredAt, e.RecordedAt, e.StatedAt, e.ConfirmedAt, e.ValidUntil, e.PausedUntil, e.WordingVersion,
        e.WordingSha256, e.WordingLanguage, e.PreferenceCenterVersion, e.MessageRefId.Value, e.ImportBatch, e.Doubtful, e.JustificationId.Value, e.JustificationHash,
        e.WordingId.Value, e.WordingHash, e.OriginId.Value, e.OriginHash, e.LeafHash,
    ];

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken ct) => value switch
    {
        null => copy.WriteNullAsync(ct),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, ct),
        bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
        string text => copy.WriteAsync(text, NpgsqlDbType.Varchar, ct),
        DateTimeOffset time => copy.WriteAsync(time, NpgsqlDbType.TimestampTz, ct),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
