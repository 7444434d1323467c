using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a journal line is about.</summary>
public enum JournalKind
{
    OptOut,
    Suppression,
    SuppressionLifted,
    Erasure,
}

/// <summary>One line of the journal: enough to say "no" again after a restore, and no address. Codes, not ids, because a restored
/// database may have made its rulebook anew.</summary>
public sealed record JournalEntry
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyName("kind")]
    public required JournalKind Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyName("channel")]
    public required Channel Channel { get; init; }

    /// <summary>The keyed hash of the address, in hex.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("profile")]
    public string? Profile { get; init; }

    [JsonPropertyName("purpose")]
    public string? Purpose { get; init; }

    [JsonPropertyName("topic")]
    public string? Topic { get; init; }

    /// <summary>The contact in the record's key; 0 = the address.</summary>
    [JsonPropertyName("contact")]
    public long Contact { get; init; }

    /// <summary>Scope and reason of a suppression.</summary>
    [JsonPropertyName("scope")]
    public SuppressionScope? Scope { get; init; }

    [JsonPropertyName("reason")]
    public SuppressionReason? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    public static string HexOf(AddressHash hash) => Convert.ToHexStringLower(hash.ToBytes());
}

/// <summary>The file outside the database to which every opt-out, suppression and erasure is appended, flushed before the commit: what a
/// restored backup is brought up to date with. Several processes may append.</summary>
public sealed class Journal(DataDirectory data) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private FileStream? file;

    /// <summary>Writes whole lines and flushes them to the disk. Call it inside the transaction, before the commit: a line without its
    /// event is an opt-out too many after a restore, an event without its line would be a mail too many.</summary>
    public void Append(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(JsonSerializer.Serialize(entry, Json)).Append('\n');
        }

        lock (gate)
        {
            using var others = KeepOthersOut();
            file ??= new(data.JournalFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
            MoveToEnd(file);
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>All entries in the order they were written. A torn last line (power cut) is passed over: its commit never happened.</summary>
    public static IEnumerable<JournalEntry> Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            if (TryParse(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    public void Dispose() => file?.Dispose();

    // one process writes at a time: a file that only one may hold open, free again however its holder dies
    private FileStream KeepOthersOut()
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new(data.JournalFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (Environment.TickCount64 < until)
            {
                Thread.Sleep(1);
            }
        }
    }

    // after a crash the last line may be half a line: the next one must not be glued to it
    private static void MoveToEnd(FileStream file)
    {
        var end = file.Seek(0, SeekOrigin.End);
        if (end > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    private static JournalEntry? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
