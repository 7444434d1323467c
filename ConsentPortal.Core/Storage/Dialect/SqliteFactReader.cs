using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Facts from SQLite: one read transaction a batch, prepared statements in a loop, because a call in process costs less than
/// any join. A batch goes through table by table and in the order of the keys, so that one table's upper pages stay near the processor.
/// As of now it reads the open periods; as of a time, the periods that held then and the events recorded by then.</summary>
internal sealed class SqliteFactReader : IFactReader, IDisposable
{
    private readonly sqlite3 connection;
    private readonly SqliteStatement begin, end, stamp;
    private readonly Dictionary<bool, SqliteFactStatements> statements = [];
    private readonly SqliteLinkStatements link;
    private Slot[] slots = new Slot[1];
    private ulong[] keys = new ulong[1];

    public SqliteFactReader(string connectionString)
    {
        connection = SqliteConnections.OpenForReading(connectionString);
        begin = new(connection, "BEGIN");
        end = new(connection, "COMMIT");
        stamp = new(connection, $"SELECT value FROM stamps WHERE name = '{PortalDb.RulebookStamp}'");
        statements[false] = new(connection, asOf: false);
        statements[true] = new(connection, asOf: true);
        link = new(connection);
    }

    /// <summary>A read broke off in the middle: its statements may still hold an old snapshot, so it is not to be lent again.</summary>
    public bool Broken { get; private set; }

    public ValueTask ReadAsync(FactBatch batch, RuleQuestion question, CancellationToken ct)
    {
        var run = statements[question.At is not null];
        begin.Run();
        Broken = true;
        try
        {
            batch.RulebookVersion = Version();
            Read(batch, question, run);
        }
        finally
        {
            end.Run();
        }

        Broken = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask<LinkFacts> ReadLinkAsync(Id<ContactPoint> point, AddressHasher hasher, DateTimeOffset now, CancellationToken ct)
    {
        begin.Run();
        Broken = true;
        LinkFacts facts;
        try
        {
            facts = new() { RulebookVersion = Version() };
            link.Read(facts, point, hasher, now);
        }
        finally
        {
            end.Run();
        }

        Broken = false;
        return ValueTask.FromResult(facts);
    }

    private long Version()
    {
        var version = stamp.Step() ? stamp.Long(0) : 0;
        stamp.Reset();
        return version;
    }

    private void Read(FactBatch batch, RuleQuestion question, SqliteFactStatements run)
    {
        var at = (question.At ?? default).UtcTicks;
        foreach (ref var slot in SortedByAsk(batch))
        {
            Find(batch[slot.Index], batch.Facts(slot.Index), ref slot, run, at);
        }

        foreach (ref readonly var slot in slots.AsSpan(0, batch.Count))
        {
            if (!slot.Hash.IsEmpty)
            {
                run.Suppressions(batch.Facts(slot.Index), slot.Hash, at);
            }
        }

        ReadByPoint(batch, question, run, at);
    }

    private static void Find(FactAsk ask, PointFacts facts, ref Slot slot, SqliteFactStatements run, long at)
    {
        facts.Clear();
        slot.Hash = ask.Hash;
        if (run.Point(ask, at) is { } point)
        {
            (facts.PointId, facts.Restricted, slot.Hash) = (point.Id, point.Restricted, point.Hash);
        }
    }

    private void ReadByPoint(FactBatch batch, RuleQuestion question, SqliteFactStatements run, long at)
    {
        var known = SortedByPoint(batch);
        foreach (ref readonly var slot in known)
        {
            if (!batch.Facts(slot.Index).PointId.IsNone)
            {
                run.Contacts(batch.Facts(slot.Index), at);
            }
        }

        foreach (ref readonly var slot in known)
        {
            var facts = batch.Facts(slot.Index);
            if (!facts.PointId.IsNone)
            {
                run.Records(facts, question, at);
            }

            var ask = batch[slot.Index];
            if (ask.Contact is not null || !ask.ContactId.IsNone)
            {
                FactMatching.MatchContact(facts, ask.Contact is null ? ask.ContactId : run.ContactBy(ask.Contact, at));
            }
        }
    }

    private Span<Slot> SortedByAsk(FactBatch batch)
    {
        if (slots.Length < batch.Count)
        {
            (slots, keys) = (new Slot[batch.Count], new ulong[batch.Count]);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            var ask = batch[i];
            slots[i] = new() { Index = i };
            keys[i] = ask.PointId.IsNone ? ask.Hash.High : (ulong)ask.PointId.Value;
        }

        return Sorted(batch.Count);
    }

    private Span<Slot> SortedByPoint(FactBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            keys[i] = (ulong)batch.Facts(slots[i].Index).PointId.Value;
        }

        return Sorted(batch.Count);
    }

    private Span<Slot> Sorted(int count)
    {
        keys.AsSpan(0, count).Sort(slots.AsSpan(0, count));
        return slots.AsSpan(0, count);
    }

    // an item of the batch, and what one table said that the next is asked with
    private struct Slot
    {
        public int Index;
        public AddressHash Hash;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, end, stamp })
        {
            statement.Dispose();
        }

        foreach (var set in statements.Values)
        {
            set.Dispose();
        }

        link.Dispose();
        connection.Dispose();
    }
}
