using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Which part of a question names something that does not exist.</summary>
public enum UnknownCodeKind
{
    Profile,
    Purpose,
    Topic,
}

/// <summary>A code that a key asked for on one day (UTC) and that does not exist: mistyped, or set up nowhere. Its senders are told not to
/// send, and wonder why.</summary>
public sealed partial class UnknownCode
{
    public const int CodeMaxLength = 60;

    /// <summary>Different codes that are kept apart for one key and day; what comes after them is counted under <see cref="Others"/>.</summary>
    public const int MostADay = 40;

    /// <summary>What is no code at all, or one too many: it may be anything, an address too, and is not kept.</summary>
    public const string Others = "*";

    /// <summary><see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    public Id<ApiKey> ApiKeyId { get; init; }

    public UnknownCodeKind Kind { get; init; }

    public string Code { get; init; } = "";

    public long Count { get; private set; }

    internal void Add(long count) => Count += count;

    internal static string Kept(string code) => Slug().IsMatch(code) ? code : Others;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Slug();
}

/// <summary>Counts unknown codes in memory until a worker writes them down: a call only adds one to a number.</summary>
public sealed class UnknownCodes
{
    private const int MostKept = 1000;
    private readonly ConcurrentDictionary<(Id<ApiKey> Key, UnknownCodeKind Kind, string Code), long> noted = new();

    public void Note(Id<ApiKey> key, UnknownCodeKind kind, string code)
    {
        var entry = (key, kind, UnknownCode.Kept(code));
        if (noted.Count >= MostKept && !noted.ContainsKey(entry))
        {
            entry.Item3 = UnknownCode.Others; // somebody tries words: how many is enough to know
        }

        noted.AddOrUpdate(entry, 1, (_, count) => count + 1);
    }

    /// <summary>Takes what was noted since the last time.</summary>
    public IReadOnlyDictionary<(Id<ApiKey> Key, UnknownCodeKind Kind, string Code), long> Take()
    {
        Dictionary<(Id<ApiKey>, UnknownCodeKind, string), long> taken = [];
        foreach (var entry in noted.Keys)
        {
            if (noted.TryRemove(entry, out var count))
            {
                taken[entry] = count;
            }
        }

        return taken;
    }
}
