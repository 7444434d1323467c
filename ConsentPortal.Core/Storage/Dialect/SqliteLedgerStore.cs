using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The ledger's statements on SQLite, prepared once for the life of the writing connection.</summary>
internal sealed class SqliteLedgerStore : ILedgerStore, IDisposable
{
    private readonly List<SqliteStatement> all = [];
    private readonly SqliteStatement pointByHash, pointById, records, links, sequence, eventById, sideRow, wording, liftable;
    private readonly SqliteStatement addPoint, addSideRow, addEvent, saveRecord, addLift, addWording, withdraw;

    public SqliteLedgerStore(SqliteConnection connection)
    {
        SqliteStatement Prepare(string sql)
        {
            var statement = new SqliteStatement(connection, sql);
            all.Add(statement);
            return statement;
        }

        pointByHash = Prepare("SELECT id FROM contact_points WHERE key_hash = ?1 AND erased_at IS NULL");
        pointById = Prepare("SELECT channel, key_hash, erased_at FROM contact_points WHERE id = ?1");
        records = Prepare($"SELECT {LedgerSql.RecordColumns} FROM consent_records WHERE point_id = ?1 AND purpose_id = ?2");
        links = Prepare("SELECT contact_id FROM contact_point_links WHERE point_id = ?1 AND held_until IS NULL");
        sequence = Prepare("INSERT INTO counters (name, value) VALUES ('events', ?1) ON CONFLICT (name) DO UPDATE SET value = value + ?1 RETURNING value");
        eventById = Prepare($"SELECT {LedgerSql.EventColumns} FROM consent_events WHERE point_id = ?1 AND id = ?2");
        sideRow = Prepare("SELECT id, kind, salt, content, created_at FROM side_rows WHERE id = ?1");
        wording = Prepare("SELECT side_row_id, side_row_hash, first_used_at FROM wordings WHERE sha256 = ?1");
        liftable = Prepare(LedgerSql.Liftable("?1", "?2"));
        addPoint = Prepare("INSERT INTO contact_points (id, channel, address, canonical, key_hash, hash_key, rules_version, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        addSideRow = Prepare("INSERT INTO side_rows (id, kind, salt, content, created_at) VALUES (?1, ?2, ?3, ?4, ?5)");
        addEvent = Prepare($"INSERT INTO consent_events ({LedgerSql.EventColumns}) VALUES ({LedgerSql.Numbered(LedgerSql.EventColumnCount)})");
        saveRecord = Prepare($"INSERT INTO consent_records ({LedgerSql.RecordColumns}) VALUES ({LedgerSql.Numbered(LedgerSql.RecordColumnCount)}) {LedgerSql.RecordConflict}");
        addWording = Prepare("INSERT INTO wordings (sha256, side_row_id, side_row_hash, first_used_at) VALUES (?1, ?2, ?3, ?4)");
        withdraw = Prepare(LedgerSql.WithdrawOne);
        addLift = Prepare("INSERT INTO suppression_lifts (suppression_id, id, purpose_id, event_id, held_from) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    public ValueTask FindPointsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct)
    {
        Span<byte> hash = stackalloc byte[AddressHash.Length];
        foreach (var draft in drafts)
        {
            if (draft.Id.IsNone)
            {
                draft.Hash.Write(hash);
                draft.Id = pointByHash.Bind(1, hash).Step() ? new(pointByHash.Long(0)) : default;
                pointByHash.Reset();
            }
            else
            {
                if (pointById.Bind(1, draft.Id.Value).Step())
                {
                    draft.Channel = pointById.Word<Channel>(0);
                    draft.Hash = AddressHash.From(pointById.Blob(1));
                    draft.IsErased = !pointById.IsNull(2);
                }

                pointById.Reset();
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask LoadRecordsAsync(IReadOnlyList<(PointDraft Point, Id<Purpose> Purpose)> wanted, CancellationToken ct)
    {
        foreach (var (point, purpose) in wanted)
        {
            records.Bind(1, point.Id.Value).Bind(2, purpose.Value);
            while (records.Step())
            {
                point.Records.Add(new()
                {
                    PointId = new(records.Long(0)), PurposeId = new(records.Long(1)), TopicId = new(records.Long(2)), ContactId = new(records.Long(3)),
                    Status = records.Word<ConsentStatus>(4), OccurredAt = records.Time(5), RecordedAt = records.Time(6), ValidUntil = records.TimeOrNull(7),
                    PausedUntil = records.TimeOrNull(8), ActorKind = records.Word<ActorKind>(9), EventId = new(records.Long(10)),
                });
            }

            records.Reset();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask LoadContactsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct)
    {
        foreach (var draft in drafts)
        {
            draft.Contacts = [];
            links.Bind(1, draft.Id.Value);
            while (links.Step())
            {
                draft.Contacts.Add(new(links.Long(0)));
            }

            links.Reset();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<long> TakeSequencesAsync(int count, CancellationToken ct)
    {
        sequence.Bind(1, count).Step();
        var last = sequence.Long(0);
        sequence.Reset();
        return ValueTask.FromResult(last - count + 1);
    }

    public ValueTask SaveAsync(LedgerBatch batch, short hashKey, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var point in batch.NewPoints)
        {
            addPoint.Bind(1, point.Id.Value).Bind(2, point.Channel).Bind(3, point.Typed).Bind(4, point.Key.Canonical).Bind(5, point.Hash.ToBytes())
                .Bind(6, (long)hashKey).Bind(7, (long)ContactPointKey.RulesVersion).Bind(8, now).Run();
        }

        foreach (var row in batch.SideRows)
        {
            addSideRow.Bind(1, row.Id.Value).Bind(2, row.Kind).Bind(3, row.Salt).Bind(4, row.Content).Bind(5, row.CreatedAt).Run();
        }

        foreach (var text in batch.Wordings)
        {
            addWording.Bind(1, text.Sha256).Bind(2, text.SideRowId.Value).Bind(3, text.SideRowHash).Bind(4, text.FirstUsedAt).Run();
        }

        foreach (var happened in batch.Events)
        {
            SqliteEventRow.Bind(addEvent, happened).Run();
        }

        foreach (var (point, purpose, topic, contact) in batch.Changed)
        {
            var record = point.Record(purpose, topic, contact)!;
            saveRecord.Bind(1, record.PointId.Value).Bind(2, purpose.Value).Bind(3, topic.Value).Bind(4, contact.Value).Bind(5, record.Status)
                .Bind(6, record.OccurredAt).Bind(7, record.RecordedAt).Bind(8, record.ValidUntil).Bind(9, record.PausedUntil).Bind(10, record.ActorKind)
                .Bind(11, record.EventId.Value).Run();
        }

        batch.Lifts.ForEach(l => addLift.Bind(1, l.SuppressionId.Value).Bind(2, l.Id.Value).Bind(3, l.PurposeId.Value).Bind(4, l.EventId.Value).Bind(5, l.From).Run());

        return ValueTask.CompletedTask;
    }

    public ValueTask<ConsentEvent?> FindEventAsync(Id<ContactPoint> point, Id<ConsentEvent> id, CancellationToken ct)
    {
        var found = eventById.Bind(1, point.Value).Bind(2, id.Value).Step() ? SqliteEventRow.Read(eventById) : null;
        eventById.Reset();
        return ValueTask.FromResult(found);
    }

    public ValueTask<SideRow?> FindSideRowAsync(Id<SideRow> id, CancellationToken ct)
    {
        var found = sideRow.Bind(1, id.Value).Step()
            ? new SideRow { Id = id, Kind = sideRow.Word<SideRowKind>(1), Salt = sideRow.BlobOrNull(2), Content = sideRow.TextOrNull(3), CreatedAt = sideRow.Time(4) } : null;
        sideRow.Reset();
        return ValueTask.FromResult(found);
    }

    public ValueTask<Wording?> FindWordingAsync(byte[] sha256, CancellationToken ct)
    {
        var found = wording.Bind(1, sha256).Step()
            ? new Wording { Sha256 = sha256, SideRowId = new(wording.Long(0)), SideRowHash = wording.Blob(1).ToArray(), FirstUsedAt = wording.Time(2) } : null;
        wording.Reset();
        return ValueTask.FromResult(found);
    }

    public ValueTask WithdrawAsync(IReadOnlyList<Withdrawal> withdrawals, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (point, purpose, topic) in withdrawals)
        {
            withdraw.Bind(1, now).Bind(2, point.Value).Bind(3, purpose.Value).Bind(4, topic.Value).Run();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Suppression>> LiftableAsync(AddressHash hash, Id<Purpose> purpose, CancellationToken ct)
    {
        List<Suppression> found = [];
        liftable.Bind(1, hash.ToBytes()).Bind(2, purpose.Value);
        while (liftable.Step())
        {
            found.Add(new() { Id = new(liftable.Long(0)), Scope = liftable.Word<SuppressionScope>(1), Reason = liftable.Word<SuppressionReason>(2), From = liftable.Time(3) });
        }

        liftable.Reset();
        return ValueTask.FromResult<IReadOnlyList<Suppression>>(found);
    }

    public void Dispose() => all.ForEach(s => s.Dispose());
}
