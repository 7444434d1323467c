using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Facts from SQLite: one read transaction a batch, prepared statements in a loop, because a call in process costs less than
/// any join. As of now it reads the open periods; as of a time, the periods that held then and the events recorded by then.</summary>
internal sealed class SqliteFactReader : IFactReader, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, end, stamp, contactByExternalId;
    private readonly Dictionary<bool, SqliteFactStatements> statements = [];

    public SqliteFactReader(string connectionString)
    {
        connection = SqliteConnections.OpenForReading(connectionString);
        begin = new(connection, "BEGIN");
        end = new(connection, "COMMIT");
        stamp = new(connection, $"SELECT value FROM stamps WHERE name = '{PortalDb.RulebookStamp}'");
        contactByExternalId = new(connection, "SELECT id FROM contacts WHERE external_id = ?1");
        statements[false] = new(connection, asOf: false);
        statements[true] = new(connection, asOf: true);
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
            batch.RulebookVersion = stamp.Step() ? stamp.Long(0) : 0;
            stamp.Reset();
            for (var i = 0; i < batch.Count; i++)
            {
                Read(batch[i], batch.Facts(i), question, run);
            }
        }
        finally
        {
            end.Run();
        }

        Broken = false;
        return ValueTask.CompletedTask;
    }

    private void Read(FactAsk ask, PointFacts facts, RuleQuestion question, SqliteFactStatements run)
    {
        facts.Clear();
        var at = (question.At ?? default).UtcTicks;
        var hasContacts = false;
        var hash = ask.Hash;
        if (run.Point(ask, at) is { } point)
        {
            facts.PointId = point.Id;
            facts.Restricted = point.Restricted;
            hasContacts = point.HasContacts;
            hash = point.Hash;
        }

        if (!hash.IsEmpty)
        {
            run.Suppressions(facts, hash, at);
        }

        if (hasContacts)
        {
            run.Contacts(facts, at);
        }

        if (!facts.PointId.IsNone)
        {
            run.Records(facts, question, at);
        }

        if (ask.Contact is not null || !ask.ContactId.IsNone)
        {
            FactMatching.MatchContact(facts, ask.Contact is null ? ask.ContactId : ContactBy(ask.Contact));
        }
    }

    private Id<Contact> ContactBy(string externalId)
    {
        contactByExternalId.Bind(1, externalId);
        var id = contactByExternalId.Step() ? new Id<Contact>(contactByExternalId.Long(0)) : default;
        contactByExternalId.Reset();
        return id;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, end, stamp, contactByExternalId })
        {
            statement.Dispose();
        }

        foreach (var set in statements.Values)
        {
            set.Dispose();
        }

        connection.Dispose();
    }
}
