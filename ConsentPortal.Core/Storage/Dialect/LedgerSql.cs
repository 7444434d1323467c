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

    public static readonly int RecordColumnCount = Count(RecordColumns);
    public static readonly int EventColumnCount = Count(EventColumns);

    /// <summary>?1, ?2, … as SQLite writes them.</summary>
    public static string Numbered(int count) => string.Join(", ", Enumerable.Range(1, count).Select(n => $"?{n}"));

    private static int Count(string columns) => columns.Count(c => c == ',') + 1;
}
