using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>What is read behind a preference link, alike on both databases but for how a parameter is written.</summary>
internal static class LinkSql
{
    private const string Columns = "SELECT id, channel, address, canonical FROM contact_points";

    public static string Point(string id) => $"{Columns} WHERE id = {id}";

    public static string Twin(string hash) => $"{Columns} WHERE key_hash = {hash} AND erased_at IS NULL";

    public static string People(string point)
        => $"SELECT DISTINCT c.id, c.language FROM contact_point_links l JOIN contacts c ON c.id = l.contact_id WHERE l.point_id = {point} AND l.held_until IS NULL";

    /// <param name="points">With its operator.</param>
    public static string Asked(string points, string now) => $"""
        SELECT r.point_id, i.purpose_id, i.topic_id FROM consent_requests r JOIN consent_request_items i ON i.request_id = r.id AND i.withdrawn_at IS NULL
        WHERE r.point_id {points} AND r.kind = '{Word.Of(ConsentRequestKind.OptIn)}' AND r.closed_at IS NULL AND r.expires_at > {now}
        """;
}
