using ConsentPortal.Core.Consent;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Column lists and clauses that both databases write alike.</summary>
internal static class LedgerSql
{
    public const string RecordColumns = "point_id, purpose_id, topic_id, contact_id, status, occurred_at, recorded_at, valid_until, paused_until, actor_kind, event_id";

    public const string RecordConflict = """
        ON CONFLICT (point_id, purpose_id, topic_id, contact_id) DO UPDATE SET status = excluded.status, occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at,
        valid_until = excluded.valid_until, paused_until = excluded.paused_until, actor_kind = excluded.actor_kind, event_id = excluded.event_id
        """;

    public const string EventColumns = """
        point_id, id, sequence, contact_id, key_contact_id, profile_id, purpose_id, topic_id, old_status, new_status, applied, states_status, action, source, reason,
        actor_kind, actor_id, on_behalf_of, occurred_at, recorded_at, stated_at, confirmed_at, valid_until, paused_until, wording_version, wording_sha256, wording_language,
        preference_center_version, message_ref_id, import_batch, doubtful, justification_id, justification_hash, wording_id, wording_hash, origin_id, origin_hash, leaf_hash
        """;

    /// <summary>The counters' word and what the rows say, in one statement and so in one snapshot.</summary>
    public const string Head = $"""
        SELECT COALESCE((SELECT value FROM counters WHERE name = 'events'), 0), COALESCE((SELECT MAX(sequence) FROM consent_events), 0),
               COALESCE((SELECT value FROM counters WHERE name = '{LedgerSeal.CounterName}'), 0), COALESCE((SELECT MAX(number) FROM ledger_seals), 0)
        """;

    public static string Audit(string after, string most) => $"SELECT id, values_id, values_hash FROM audit_entries WHERE id > {after} ORDER BY id LIMIT {most}";

    public static string Liftable(string hash, string purpose) => $"""
        SELECT id, scope, reason, held_from FROM suppressions WHERE key_hash = {hash} AND held_until IS NULL AND scope = 'marketing'
        AND NOT EXISTS (SELECT 1 FROM suppression_lifts l WHERE l.suppression_id = suppressions.id AND l.purpose_id = {purpose} AND l.held_until IS NULL) ORDER BY id
        """;

    /// <summary>?1 now, ?2 point, ?3 purpose, ?4 topic (0 = the purpose with all its topics).</summary>
    public const string WithdrawOne = """
        UPDATE consent_request_items SET withdrawn_at = ?1 WHERE withdrawn_at IS NULL AND purpose_id = ?3 AND (?4 = 0 OR topic_id = ?4)
        AND request_id IN (SELECT id FROM consent_requests WHERE point_id = ?2 AND closed_at IS NULL)
        """;

    /// <summary>$1 now, $2 points, $3 purposes, $4 topics.</summary>
    public const string WithdrawMany = """
        UPDATE consent_request_items i SET withdrawn_at = $1 FROM unnest($2, $3, $4) AS w(point, purpose, topic)
        JOIN consent_requests r ON r.point_id = w.point AND r.closed_at IS NULL
        WHERE i.request_id = r.id AND i.withdrawn_at IS NULL AND i.purpose_id = w.purpose AND (w.topic = 0 OR i.topic_id = w.topic)
        """;

    public static readonly int RecordColumnCount = Count(RecordColumns);
    public static readonly int EventColumnCount = Count(EventColumns);

    /// <summary>?1, ?2, … as SQLite writes them.</summary>
    public static string Numbered(int count) => string.Join(", ", Enumerable.Range(1, count).Select(n => $"?{n}"));

    private static int Count(string columns) => columns.Count(c => c == ',') + 1;
}
