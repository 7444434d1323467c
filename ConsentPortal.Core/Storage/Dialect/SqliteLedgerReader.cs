using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The ledger from SQLite, on a connection of its own with a small cache and no mapping: it walks through everything once.</summary>
internal sealed class SqliteLedgerReader : ILedgerReader
{
    private readonly SqliteConnection connection;
    private readonly List<SqliteStatement> all = [];
    private readonly SqliteStatement begin, end, head, leaves, events, bound, pointEvents, pointRecords, sideRow, erasure, audit;

    public SqliteLedgerReader(string connectionString)
    {
        connection = SqliteConnections.Open(connectionString, "PRAGMA query_only=ON; PRAGMA cache_size=-8000;");
        begin = Prepare("BEGIN");
        end = Prepare("COMMIT");
        head = Prepare(LedgerSql.Head);
        leaves = Prepare("SELECT sequence, leaf_hash FROM consent_events WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        events = Prepare($"SELECT {LedgerSql.EventColumns} FROM consent_events WHERE sequence BETWEEN ?1 AND ?2 ORDER BY sequence");
        bound = Prepare($"""
            SELECT MIN(COALESCE((SELECT point_id FROM consent_events WHERE point_id > ?1 ORDER BY point_id, id LIMIT 1 OFFSET {LedgerReaders.SliceEvents}), {long.MaxValue}),
                       COALESCE((SELECT point_id FROM consent_records WHERE point_id > ?1 ORDER BY point_id LIMIT 1 OFFSET {LedgerReaders.SliceEvents}), {long.MaxValue}))
            """);
        pointEvents = Prepare($"SELECT {LedgerSql.EventColumns} FROM consent_events WHERE point_id > ?1 AND point_id <= ?2 ORDER BY point_id, sequence");
        pointRecords = Prepare($"SELECT {LedgerSql.RecordColumns} FROM consent_records WHERE point_id > ?1 AND point_id <= ?2 ORDER BY point_id");
        sideRow = Prepare("SELECT kind, salt, content FROM side_rows WHERE id = ?1");
        audit = Prepare(LedgerSql.Audit("?1", "?2"));
        erasure = Prepare("SELECT 1 FROM side_row_erasures WHERE id = ?1");
    }

    public ValueTask<LedgerHead> HeadAsync(CancellationToken ct)
    {
        head.Step();
        LedgerHead found = new(head.Long(0), head.Long(1), head.Long(2), head.Long(3));
        head.Reset();
        return ValueTask.FromResult(found);
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> LeavesAsync(long after, int most, CancellationToken ct)
    {
        List<LedgerEntry> found = [];
        leaves.Bind(1, after).Bind(2, most);
        while (leaves.Step())
        {
            found.Add(new(leaves.Long(0), leaves.Blob(1).ToArray()));
        }

        leaves.Reset();
        return ValueTask.FromResult<IReadOnlyList<LedgerEntry>>(found);
    }

    public ValueTask<IReadOnlyList<ReadEvent>> EventsAsync(long first, long last, CancellationToken ct)
        => ValueTask.FromResult<IReadOnlyList<ReadEvent>>(Events(events.Bind(1, first).Bind(2, last)));

    public ValueTask<PointSlice?> PointsAsync(Id<ContactPoint> after, CancellationToken ct)
    {
        begin.Run();
        try
        {
            bound.Bind(1, after.Value).Step();
            var upper = bound.Long(0);
            bound.Reset();
            PointSlice slice = new(new(upper), Events(pointEvents.Bind(1, after.Value).Bind(2, upper)), Records(after.Value, upper));
            return ValueTask.FromResult(slice is { Events.Count: 0, Records.Count: 0 } ? null : slice);
        }
        finally
        {
            end.Run();
        }
    }

    public ValueTask<IReadOnlyList<ReadSideRow>> SideRowsAsync(IReadOnlyList<Id<SideRow>> ids, CancellationToken ct)
    {
        List<ReadSideRow> found = new(ids.Count);
        foreach (var id in ids)
        {
            var row = sideRow.Bind(1, id.Value).Step() ? new ReadSideRow(id, sideRow.Text(0), sideRow.BlobOrNull(1), sideRow.TextOrNull(2), false) : new(id, null, null, null, false);
            sideRow.Reset();
            if (row.Content is null)
            {
                row = row with { Erased = erasure.Bind(1, id.Value).Step() };
                erasure.Reset();
            }

            found.Add(row);
        }

        return ValueTask.FromResult<IReadOnlyList<ReadSideRow>>(found);
    }

    public ValueTask<IReadOnlyList<SideRowOwner>> AuditAsync(long after, int most, CancellationToken ct)
    {
        List<SideRowOwner> found = [];
        audit.Bind(1, after).Bind(2, most);
        while (audit.Step())
        {
            found.Add(new(audit.Long(0), new(audit.Long(1)), audit.BlobOrNull(2)));
        }

        audit.Reset();
        return ValueTask.FromResult<IReadOnlyList<SideRowOwner>>(found);
    }

    public ValueTask DisposeAsync()
    {
        all.ForEach(s => s.Dispose());
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteStatement Prepare(string sql)
    {
        SqliteStatement statement = new(connection, sql);
        all.Add(statement);
        return statement;
    }

    private static List<ReadEvent> Events(SqliteStatement statement)
    {
        List<ReadEvent> found = [];
        while (statement.Step())
        {
            found.Add(new(statement.Long(2), new(statement.Long(0)), new(statement.Long(1)), LedgerReaders.Try(() => SqliteEventRow.Read(statement))));
        }

        statement.Reset();
        return found;
    }

    private List<ReadRecord> Records(long after, long upper)
    {
        List<ReadRecord> found = [];
        var s = pointRecords.Bind(1, after).Bind(2, upper);
        while (s.Step())
        {
            RecordKey key = new(new(s.Long(0)), new(s.Long(1)), new(s.Long(2)), new(s.Long(3)));
            found.Add(new(key, LedgerReaders.Try(() => new ConsentRecord
            {
                PointId = key.PointId, PurposeId = key.PurposeId, TopicId = key.TopicId, ContactId = key.ContactId, Status = s.Word<ConsentStatus>(4), OccurredAt = s.Time(5),
                RecordedAt = s.Time(6), ValidUntil = s.TimeOrNull(7), PausedUntil = s.TimeOrNull(8), ActorKind = s.Word<ActorKind>(9), EventId = new(s.Long(10)),
            })));
        }

        s.Reset();
        return found;
    }
}
