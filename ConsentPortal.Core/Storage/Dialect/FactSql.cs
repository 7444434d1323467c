namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The fact statements of PostgreSQL: arrays in, rows out, each with the place of its ask (from 1). As of a time, the time is
/// the last parameter.</summary>
internal static class FactSql
{
    /// <summary>$1 hashes (empty where the id is given), $2 ids (0 where the hash is given).</summary>
    public static string Points(bool asOf)
    {
        var restricted = $"p.erased_at IS NOT NULL OR EXISTS (SELECT 1 FROM restrictions r WHERE r.point_id = p.id AND {Held("r", asOf, 3)})";
        var living = asOf ? "p.created_at <= $3 AND (p.erased_at IS NULL OR p.erased_at > $3)" : "p.erased_at IS NULL";
        return $"""
            SELECT a.n, p.id, {restricted} FROM unnest($1, $2) WITH ORDINALITY AS a(hash, id, n) JOIN contact_points p ON p.key_hash = a.hash AND {living}
            UNION ALL
            SELECT a.n, p.id, {restricted} FROM unnest($1, $2) WITH ORDINALITY AS a(hash, id, n) JOIN contact_points p ON p.id = a.id
            """;
    }

    /// <summary>$1 hashes, $2 points: a point that was asked by id is suppressed by its own hash.</summary>
    public static string Suppressions(bool asOf) => $"""
        SELECT a.n, s.id, s.scope, s.purpose_id, l.purpose_id
        FROM unnest($1, $2) WITH ORDINALITY AS a(hash, point, n) LEFT JOIN contact_points p ON p.id = a.point AND length(a.hash) = 0
        JOIN suppressions s ON s.key_hash = COALESCE(p.key_hash, a.hash) AND {Held("s", asOf, 3)}
        LEFT JOIN suppression_lifts l ON l.suppression_id = s.id AND {Held("l", asOf, 3)}
        ORDER BY a.n, s.id
        """;

    /// <summary>$1 points.</summary>
    public static string Contacts(bool asOf) => $"""
        SELECT a.n, l.contact_id, s.level, s.child, s.do_not_track, s.do_not_bulk, s.do_not_mail, s.do_not_phone,
               b.contact_id, b.level, b.child, b.do_not_track, b.do_not_bulk, b.do_not_mail, b.do_not_phone
        FROM unnest($1) WITH ORDINALITY AS a(point, n) JOIN contact_point_links l ON l.point_id = a.point AND {Held("l", asOf, 2)}
        JOIN contact_states s ON s.contact_id = l.contact_id AND {Held("s", asOf, 2)}
        LEFT JOIN contact_states b ON b.contact_id = s.became_id AND {Held("b", asOf, 2)}
        """;

    /// <summary>$1 external ids. A record that was merged into another one is answered for by that one.</summary>
    public static string Named(bool asOf) => $"""
        SELECT c.external_id, COALESCE(NULLIF(s.merged_into_id, 0), c.id) FROM contacts c
        LEFT JOIN contact_states s ON s.contact_id = c.id AND {Held("s", asOf, 2)} WHERE c.external_id = ANY($1)
        """;

    /// <summary>$1 points, $2 purposes; none of these = every purpose.</summary>
    public static string Records(bool asOf) => asOf
        ? """
          SELECT a.n, e.purpose_id, e.topic_id, e.key_contact_id, e.new_status, e.occurred_at, e.valid_until, e.paused_until, e.actor_kind, e.id, e.states_status
          FROM unnest($1) WITH ORDINALITY AS a(point, n) JOIN consent_events e ON e.point_id = a.point AND e.applied AND e.recorded_at <= $3 AND (cardinality($2) = 0 OR e.purpose_id = ANY($2))
          ORDER BY e.sequence
          """
        : """
          SELECT a.n, r.purpose_id, r.topic_id, r.contact_id, r.status, r.occurred_at, r.valid_until, r.paused_until, r.actor_kind, r.event_id, true
          FROM unnest($1) WITH ORDINALITY AS a(point, n) JOIN consent_records r ON r.point_id = a.point AND (cardinality($2) = 0 OR r.purpose_id = ANY($2))
          """;

    private static string Held(string table, bool asOf, int parameter)
        => asOf ? $"{table}.held_from <= ${parameter} AND ({table}.held_until IS NULL OR {table}.held_until > ${parameter})" : $"{table}.held_until IS NULL";
}
