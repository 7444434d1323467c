using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The proof of an erasure: what was done, category by category, what is kept and until when, who approved, who was told (GDPR art. 5(2)).
/// Names the members of the team who answer for it, never the person, and holds no address; the keyed hash says whose it is to who has the
/// address and the key.</summary>
public sealed record ErasureCertificate
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public string Type { get; init; } = "ErasureCertificate";

    public string Request { get; init; } = "";

    public string Erasure { get; init; } = "";

    public string Profile { get; init; } = "";

    /// <summary>HMAC-SHA-256 of channel and canonical address, its first 128 bits in hex, under the key of this portal.</summary>
    public string KeyedHash { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    public Hand Prepared { get; init; } = new("", default, "", "");

    public Hand Approved { get; init; } = new("", default, "", "");

    public DateTimeOffset EndedAt { get; init; }

    public IReadOnlyList<Line> Data { get; init; } = [];

    public IReadOnlyList<ErasureStep> Steps { get; init; } = [];

    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <param name="Member">A member of the team, by number.</param>
    /// <param name="Name">As they were called when the erasure ended; empty = nobody has this number.</param>
    /// <param name="Role">Their role then, in the words of the API: <c>privacyOfficer</c>, <c>administrator</c>.</param>
    public sealed record Hand(string Member, DateTimeOffset At, string Name, string Role);

    public sealed record Line(string Room, string Category, ErasureOutcome Outcome, long Rows, string? Exception, DateOnly? Until);

    public sealed record Recipient(string Application, string Name, DateTimeOffset ToldAt, int Reminders, DateTimeOffset? AcknowledgedAt, ActorKind? By);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ErasureCertificate FromJson(string json) => JsonSerializer.Deserialize<ErasureCertificate>(json, Options)!;

    internal static ErasureCertificate Of(Erasure erasure, PrivacyRequest request, string profile, (Hand Prepared, Hand Approved) hands, IEnumerable<(ErasureNotice Notice, string Name)> told) => new()
    {
        Request = request.Number, Erasure = erasure.Id.ToString(), Profile = profile, KeyedHash = Convert.ToHexStringLower(request.KeyHash), ReceivedAt = request.ReceivedAt,
        Prepared = hands.Prepared, Approved = hands.Approved, EndedAt = erasure.EndedAt ?? default, Steps = erasure.Steps,
        Data = [.. ErasurePlan.FromJson(erasure.Plan).Rooms.SelectMany(r => r.Lines.Where(l => l.Rows > 0).Select(l => new Line(r.Room, l.Category, l.Outcome, l.Rows, Text.CleanOrNull(l.Exception), l.Until)))],
        Recipients = [.. told.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase).Select(t => new Recipient(t.Notice.ApplicationId.ToString(), t.Name, t.Notice.ToldAt, t.Notice.Reminders, t.Notice.AcknowledgedAt, t.Notice.AcknowledgedAt is null ? null : t.Notice.AcknowledgedKind))],
    };
}
