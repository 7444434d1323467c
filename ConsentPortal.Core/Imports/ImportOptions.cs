using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What a column of a consents file feeds.</summary>
public enum ImportField
{
    /// <summary>Left out.</summary>
    Ignore,

    /// <summary>An address of any channel: with <c>@</c> it is email, else sms, unless the row's channel says otherwise.</summary>
    Address,
    Email,

    /// <summary>A number: sms, unless the row's channel says voice.</summary>
    Phone,
    Channel,
    Purpose,
    Topic,
    Status,
    OccurredAt,
    ValidUntil,
    Source,

    /// <summary>The row's own id in the source.</summary>
    Key,
    Wording,
    ConfirmedAt,

    /// <summary>External id of a contact.</summary>
    Contact,
}

/// <summary>What a status word means.</summary>
public enum StatusMeaning
{
    OptedIn,
    OptedOut,

    /// <summary>As if the cell were blank.</summary>
    Skip,
}

/// <summary>How a file is to be read and what it may change: the analyst's choices, or the command line's.</summary>
public sealed record ImportOptions
{
    public const int ReasonMaxLength = 4000;
    public const int WordMaxLength = 100;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Code of the profile that the consent belongs to.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Code of the purpose where the file names none; null = the profile's only commercial purpose.</summary>
    public string? Purpose { get; init; }

    /// <summary>Fills the blanks of the source column.</summary>
    public string? Source { get; init; }

    /// <summary>One field a column, in the order of the file.</summary>
    public IReadOnlyList<ImportField> Columns { get; init; } = [];

    /// <summary>Words beyond the known ones, lower-case.</summary>
    public SortedDictionary<string, StatusMeaning> Statuses { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What every row says where no column does: the whole file is about people who opted out, say.</summary>
    public StatusMeaning? FileStatus { get; init; }

    /// <summary>How dates are written.</summary>
    public DateForm Dates { get; init; }

    /// <summary>IANA name of the zone of times that name none; null = UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>Why the source's dated opt-ins count as confirmed; kept as evidence. Null = they do not.</summary>
    public string? ConfirmedBy { get; init; }

    public bool CreateTopics { get; init; }

    /// <summary>A dated opt-in that is newer than a stored opt-out lifts it.</summary>
    public bool AcceptNewerOptIns { get; init; }

    /// <summary>Only where the file holds people.</summary>
    public PeopleOptions? People { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ImportOptions FromJson(string json) => JsonSerializer.Deserialize<ImportOptions>(json, Json) ?? new();

    internal static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    internal static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    internal int ColumnOf(ImportField field)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == field)
            {
                return i;
            }
        }

        return -1;
    }

    internal bool Has(ImportField field) => ColumnOf(field) >= 0;
}

/// <summary>The words for yes and no that need no mapping; trimmed, any case.</summary>
public static class StatusWords
{
    public static readonly IReadOnlyDictionary<string, StatusMeaning> Known = new Dictionary<string, StatusMeaning>(StringComparer.OrdinalIgnoreCase)
    {
        ["opted in"] = StatusMeaning.OptedIn, ["opt-in"] = StatusMeaning.OptedIn, ["true"] = StatusMeaning.OptedIn, ["yes"] = StatusMeaning.OptedIn,
        ["1"] = StatusMeaning.OptedIn, ["subscribed"] = StatusMeaning.OptedIn, ["opted out"] = StatusMeaning.OptedOut, ["opt-out"] = StatusMeaning.OptedOut,
        ["false"] = StatusMeaning.OptedOut, ["no"] = StatusMeaning.OptedOut, ["0"] = StatusMeaning.OptedOut, ["unsubscribed"] = StatusMeaning.OptedOut,
    };

    private static readonly Dictionary<string, StatusMeaning> Likely = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ja"] = StatusMeaning.OptedIn, ["wahr"] = StatusMeaning.OptedIn, ["optin"] = StatusMeaning.OptedIn, ["optedIn"] = StatusMeaning.OptedIn, ["y"] = StatusMeaning.OptedIn,
        ["in"] = StatusMeaning.OptedIn, ["x"] = StatusMeaning.OptedIn, ["granted"] = StatusMeaning.OptedIn, ["confirmed"] = StatusMeaning.OptedIn, ["angemeldet"] = StatusMeaning.OptedIn,
        ["nein"] = StatusMeaning.OptedOut, ["falsch"] = StatusMeaning.OptedOut, ["optout"] = StatusMeaning.OptedOut, ["optedOut"] = StatusMeaning.OptedOut, ["n"] = StatusMeaning.OptedOut,
        ["out"] = StatusMeaning.OptedOut, ["withdrawn"] = StatusMeaning.OptedOut, ["bounced"] = StatusMeaning.OptedOut, ["complained"] = StatusMeaning.OptedOut,
        ["abgemeldet"] = StatusMeaning.OptedOut, ["widerrufen"] = StatusMeaning.OptedOut,
    };

    /// <summary>What a word beyond the known ones probably means: offered to the analyst, never applied unasked.</summary>
    public static StatusMeaning? Suggest(string word) => Likely.TryGetValue(word.Trim(), out var meaning) ? meaning : null;

    internal static bool IsLikely(string word) => Known.ContainsKey(word) || Likely.ContainsKey(word);

    internal static string Fold(string word) => word.Trim().ToLowerInvariant();
}
