using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The prepared statements that read the facts of one address, as of now or as of a time.</summary>
internal sealed class SqliteFactStatements : IDisposable
{
    private readonly bool asOf;
    private readonly SqliteStatement byHash, byId, suppressions, contacts, named, records, everyRecord;

    public SqliteFactStatements(sqlite3 connection, bool asOf)
    {
        this.asOf = asOf;
        string Held(string table) => asOf ? $"{table}.held_from <= ?2 AND ({table}.held_until IS NULL OR {table}.held_until > ?2)" : $"{table}.held_until IS NULL";
        // a live point is read from its index alone, so its row is not looked for
        string Columns(string erased) => $"""
            SELECT p.id, {erased} OR EXISTS (SELECT 1 FROM restrictions r WHERE r.point_id = p.id AND {Held("r")}), p.key_hash
            FROM contact_points p
            """;
        var columns = Columns("p.erased_at IS NOT NULL");
        byHash = new(connection, asOf
            ? $"{columns} WHERE p.key_hash = ?1 AND p.erased_at IS NULL AND p.created_at <= ?2 UNION ALL {columns} WHERE p.key_hash = ?1 AND p.erased_at > ?2 AND p.created_at <= ?2 LIMIT 1"
            : $"{Columns("0")} WHERE p.key_hash = ?1 AND p.erased_at IS NULL");
        byId = new(connection, $"{columns} WHERE p.id = ?1");
        suppressions = new(connection, $"""
            SELECT s.id, s.scope, s.purpose_id, l.purpose_id FROM suppressions s LEFT JOIN suppression_lifts l ON l.suppression_id = s.id AND {Held("l")}
            WHERE s.key_hash = ?1 AND {Held("s")} ORDER BY s.id
            """);
        contacts = new(connection, $"""
            SELECT l.contact_id, s.level, s.child, s.do_not_track, s.do_not_bulk, s.do_not_mail, s.do_not_phone,
                   b.contact_id, b.level, b.child, b.do_not_track, b.do_not_bulk, b.do_not_mail, b.do_not_phone
            FROM contact_point_links l JOIN contact_states s ON s.contact_id = l.contact_id AND {Held("s")}
            LEFT JOIN contact_states b ON b.contact_id = NULLIF(s.became_id, 0) AND {Held("b")}
            WHERE l.point_id = ?1 AND {Held("l")}
            """);
        // a record that was merged into another one is answered for by that one, then as well as now
        named = new(connection, $"""
            SELECT COALESCE(NULLIF(s.merged_into_id, 0), c.id) FROM contacts c LEFT JOIN contact_states s ON s.contact_id = c.id AND {Held("s")} WHERE c.external_id = ?1
            """);
        records = new(connection, RecordsSql(asOf, " AND +purpose_id IN (?3, ?4)"));
        everyRecord = new(connection, RecordsSql(asOf, ""));
    }

    private static string RecordsSql(bool asOf, string purposes) => asOf
        ? $"""
          SELECT purpose_id, topic_id, key_contact_id, new_status, occurred_at, valid_until, paused_until, actor_kind, id, states_status FROM consent_events
          WHERE point_id = ?1 AND applied = 1 AND recorded_at <= ?2{purposes} ORDER BY sequence
          """
        : $"""
          SELECT purpose_id, topic_id, contact_id, status, occurred_at, valid_until, paused_until, actor_kind, event_id, 1 FROM consent_records
          WHERE point_id = ?1{purposes}
          """;

    public unsafe (Id<ContactPoint> Id, bool Restricted, AddressHash Hash)? Point(FactAsk ask, long at)
    {
        var hash = stackalloc byte[AddressHash.Length];
        var statement = ask.PointId.IsNone ? byHash : byId;
        if (ask.PointId.IsNone)
        {
            statement.Bind(1, ask.Hash, hash);
        }
        else
        {
            statement.Bind(1, ask.PointId.Value);
        }

        BindTime(statement, at);
        (Id<ContactPoint>, bool, AddressHash)? point = statement.Step()
            ? (new(statement.Long(0)), statement.Bool(1), ask.PointId.IsNone ? ask.Hash : AddressHash.From(statement.Blob(2))) : null;
        statement.Reset();
        return point;
    }

    public unsafe void Suppressions(PointFacts facts, AddressHash key, long at)
    {
        var hash = stackalloc byte[AddressHash.Length];
        BindTime(suppressions.Bind(1, key, hash), at);
        long last = 0;
        while (suppressions.Step())
        {
            FactMatching.AddSuppression(facts, ref last, suppressions.Long(0), suppressions.Word<SuppressionScope>(1), new(suppressions.Long(2)),
                suppressions.IsNull(3) ? null : suppressions.Long(3));
        }

        suppressions.Reset();
    }

    public void Contacts(PointFacts facts, long at)
    {
        BindTime(contacts.Bind(1, facts.PointId.Value), at);
        while (contacts.Step())
        {
            var from = contacts.IsNull(7) ? 1 : 8; // a lead that became a contact is ruled by that contact
            facts.Contacts.Add(new(new(contacts.Long(0)), contacts.Word<ConsentLevel>(from), contacts.Bool(from + 1), contacts.Bool(from + 2),
                contacts.Bool(from + 3), contacts.Bool(from + 4), contacts.Bool(from + 5)));
        }

        contacts.Reset();
    }

    public Id<Contact> ContactBy(string externalId, long at)
    {
        named.Bind(1, externalId);
        BindTime(named, at);
        var id = named.Step() ? new Id<Contact>(named.Long(0)) : default;
        named.Reset();
        return id;
    }

    public void Records(PointFacts facts, RuleQuestion question, long at)
    {
        var rows = question.EveryPurpose ? everyRecord : records;
        rows.Bind(1, facts.PointId.Value);
        BindTime(rows, at);
        if (!question.EveryPurpose)
        {
            rows.Bind(3, question.PurposeId.Value).Bind(4, question.Tracking?.PurposeId.Value ?? 0);
        }

        while (rows.Step())
        {
            RecordFact fact = new(new(rows.Long(0)), new(rows.Long(1)), new(rows.Long(2)), rows.Word<ConsentStatus>(3), rows.Time(4),
                rows.TimeOrNull(5), rows.TimeOrNull(6), rows.Word<ActorKind>(7), new(rows.Long(8)));
            FactMatching.AddRecord(facts, fact, asOf, rows.Bool(9));
        }

        rows.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { byHash, byId, suppressions, contacts, named, records, everyRecord })
        {
            statement.Dispose();
        }
    }

    private void BindTime(SqliteStatement statement, long at)
    {
        if (asOf)
        {
            statement.Bind(2, at);
        }
    }
}
