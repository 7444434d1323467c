using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.Consent;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Benchmarks;

/// <summary>A page of the feed, bare: one prepared statement over the portal's own tables, the same items, the same serialisation; no key, no
/// rulebook, no check of the place.</summary>
internal sealed class ReferenceFeed : IDisposable
{
    private const string Page = """
        SELECT e.sequence, e.id, e.point_id, p.channel, p.address, e.profile_id, e.purpose_id, e.topic_id, c.external_id, e.contact_id, e.old_status, e.new_status, e.applied, e.action, e.actor_kind, e.actor_id,
               e.on_behalf_of, e.source, e.reason, e.occurred_at, e.recorded_at, e.confirmed_at, e.valid_until, e.paused_until, e.wording_version, e.wording_language, m.text
        FROM consent_events e JOIN contact_points p ON p.id = e.point_id LEFT JOIN contacts c ON c.id = e.contact_id LEFT JOIN message_references m ON m.id = e.message_ref_id
        WHERE e.sequence > $after ORDER BY e.sequence LIMIT $limit
        """;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand page;
    private static readonly string[] CodeTables = ["compliance_profiles", "purposes", "topics"];
    private readonly Dictionary<long, string> codes;
    private readonly long head;

    public ReferenceFeed(string database)
    {
        connection = new($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        codes = CodeTables.SelectMany(t => ReferenceExport.Codes(connection, t)).ToDictionary(c => c.Id, c => c.Code);
        page = connection.CreateCommand();
        page.CommandText = "SELECT MAX(sequence) FROM consent_events";
        head = (long)page.ExecuteScalar()!;
        page.CommandText = Page;
        page.Parameters.AddWithValue("$after", 0L);
        page.Parameters.AddWithValue("$limit", 0);
        page.Prepare();
    }

    public Task AnswerAsync(HttpContext context)
    {
        (page.Parameters[0].Value, page.Parameters[1].Value) = (long.Parse(context.Request.Query["after"].ToString().Split('.')[0], CultureInfo.InvariantCulture), int.Parse(context.Request.Query["limit"].ToString(), CultureInfo.InvariantCulture));
        var items = Items();
        FeedAnswer answer = new(items, $"{items[^1].Sequence}.{items[^1].EventId}", long.Parse(items[^1].Sequence, CultureInfo.InvariantCulture) < head);
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, ApiJson.Options);
    }

    private List<FeedItem> Items()
    {
        List<FeedItem> items = [];
        using var reader = page.ExecuteReader();
        while (reader.Read())
        {
            items.Add(Of(reader));
        }

        return items;
    }

    public void Dispose()
    {
        page.Dispose();
        connection.Dispose();
    }

    private FeedItem Of(SqliteDataReader r) => new(
        r.GetInt64(0).ToString(CultureInfo.InvariantCulture), new(r.GetInt64(1)), new(r.GetInt64(2)), Word.Parse<Channel>(r.GetString(3)), Some(r, 4), codes[r.GetInt64(5)], codes[r.GetInt64(6)], codes.GetValueOrDefault(r.GetInt64(7)),
        r.GetInt64(9) == 0 ? null : Some(r, 8) ?? r.GetInt64(9).ToString(CultureInfo.InvariantCulture), Word.Parse<ConsentStatus>(r.GetString(10)), Word.Parse<ConsentStatus>(r.GetString(11)), r.GetBoolean(12), Word.Parse<ConsentAction>(r.GetString(13)),
        new(Word.Parse<ActorKind>(r.GetString(14)), Given(r, 15)), Some(r, 16) is { } behalf ? Word.Parse<ActorKind>(behalf) : null, r.GetString(17), Given(r, 18), Time(r, 19)!.Value, Time(r, 20)!.Value, Time(r, 21), Time(r, 22), Time(r, 23),
        Given(r, 24), Given(r, 25), Some(r, 26));

    private static string? Some(SqliteDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static string? Given(SqliteDataReader r, int at) => r.GetString(at) is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(SqliteDataReader r, int at) => r.IsDBNull(at) ? null : new(r.GetInt64(at), TimeSpan.Zero);
}
