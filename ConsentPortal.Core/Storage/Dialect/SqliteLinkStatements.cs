using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The prepared statements behind the page of a preference link.</summary>
internal sealed class SqliteLinkStatements : IDisposable
{
    private readonly SqliteStatement point, twin, people, asked;

    public SqliteLinkStatements(sqlite3 connection)
    {
        point = new(connection, LinkSql.Point("?1"));
        twin = new(connection, LinkSql.Twin("?1"));
        people = new(connection, LinkSql.People("?1"));
        asked = new(connection, LinkSql.Asked("= ?1", "?2"));
    }

    public unsafe void Read(LinkFacts facts, Id<ContactPoint> id, AddressHasher hasher, DateTimeOffset now)
    {
        Add(facts, point.Bind(1, id.Value));
        if (facts.Points is not [var own])
        {
            return;
        }

        if (LinkFacts.TryTwin(own.Channel, own.Canonical, out var other))
        {
            var hash = stackalloc byte[AddressHash.Length];
            Add(facts, twin.Bind(1, hasher.Of(other), hash));
        }

        people.Bind(1, id.Value);
        while (people.Step())
        {
            facts.People.Add((new(people.Long(0)), people.Text(1)));
        }

        people.Reset();
        foreach (var known in facts.Points)
        {
            AddAsked(facts, known.Id, now);
        }
    }

    private void AddAsked(LinkFacts facts, Id<ContactPoint> id, DateTimeOffset now)
    {
        asked.Bind(1, id.Value).Bind(2, now);
        while (asked.Step())
        {
            facts.Asked.Add((new(asked.Long(0)), new(asked.Long(1)), new(asked.Long(2))));
        }

        asked.Reset();
    }

    private static void Add(LinkFacts facts, SqliteStatement found)
    {
        if (found.Step())
        {
            facts.Points.Add(new(new(found.Long(0)), found.Word<Channel>(1), found.TextOrNull(2), found.TextOrNull(3)));
        }

        found.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { point, twin, people, asked })
        {
            statement.Dispose();
        }
    }
}
