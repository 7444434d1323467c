using System.Globalization;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>What a walk over every address reads, alike on both databases but for how a parameter is written. A slice of points comes
/// first; what hangs on them is read by the range of their ids, in the same order.</summary>
internal static class ScanSql
{
    public const string Count = "SELECT COUNT(*) FROM contact_points WHERE erased_at IS NULL";

    public static string Suppressions(string first, string last) => $"""
        SELECT p.id, s.id, s.scope, s.purpose_id, l.purpose_id
        FROM contact_points p JOIN suppressions s ON s.key_hash = p.key_hash AND s.held_until IS NULL
        LEFT JOIN suppression_lifts l ON l.suppression_id = s.id AND l.held_until IS NULL
        WHERE p.id BETWEEN {first} AND {last} AND p.erased_at IS NULL ORDER BY p.id, s.id
        """;

    public static string Points(string after, bool addresses) => $"""
        SELECT p.id, p.channel, EXISTS (SELECT 1 FROM restrictions r WHERE r.point_id = p.id AND r.held_until IS NULL), {(addresses ? "p.address" : "NULL")}
        FROM contact_points p WHERE p.id > {after} AND p.erased_at IS NULL ORDER BY p.id LIMIT {ScanSlice.Size}
        """;

    public static string Contacts(string first, string last) => $"""
        SELECT l.point_id, l.contact_id, s.level, s.child, s.do_not_track, s.do_not_bulk, s.do_not_mail, s.do_not_phone,
               b.contact_id, b.level, b.child, b.do_not_track, b.do_not_bulk, b.do_not_mail, b.do_not_phone
        FROM contact_point_links l JOIN contact_states s ON s.contact_id = l.contact_id AND s.held_until IS NULL
        LEFT JOIN contact_states b ON b.contact_id = NULLIF(s.became_id, 0) AND b.held_until IS NULL
        WHERE l.point_id BETWEEN {first} AND {last} AND l.held_until IS NULL ORDER BY l.point_id
        """;

    public static string Records(string first, string last, ScanScope scope) => $"""
        SELECT point_id, purpose_id, topic_id, contact_id, status, occurred_at, valid_until, paused_until, actor_kind, event_id FROM consent_records
        WHERE point_id BETWEEN {first} AND {last} AND {(scope.Purposes.Count == 0 ? "1 = 0" : $"purpose_id IN ({string.Join(", ", scope.Purposes.Select(p => p.Value.ToString(CultureInfo.InvariantCulture)))})")} ORDER BY point_id
        """;
}
