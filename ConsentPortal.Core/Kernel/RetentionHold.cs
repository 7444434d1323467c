using System.Buffers;

namespace ConsentPortal.Core.Kernel;

/// <summary>Whose data nobody lets go: the cases under a legal hold, their people, and all addresses of those.</summary>
public sealed record RetentionHold(IReadOnlyList<long> Requests, IReadOnlyList<long> Contacts, IReadOnlyList<long> Points, IReadOnlyList<byte[]> KeyHashes)
{
    public static readonly RetentionHold Nobody = new([], [], [], []);
    private readonly Traces traces = new([]);
    private readonly SearchValues<string>? words;

    /// <summary>As typed and canonical, in lower case: what a row without a number of a contact point is known by.</summary>
    public IReadOnlyList<string> Addresses { get; private init; } = [];

    /// <summary>With the words by which rows and files of text are known.</summary>
    /// <param name="names">First and last name.</param>
    internal RetentionHold Known(IEnumerable<string> addresses, IEnumerable<(string First, string Last)> names)
    {
        List<string> known = [.. addresses.Where(a => a.Length > 0).Select(a => a.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        var full = names.Where(n => n.First.Length > 0 && n.Last.Length > 0).SelectMany(n => (string[])[$"{n.First} {n.Last}", $"{n.Last} {n.First}", $"{n.First}\",\"{n.Last}", $"{n.Last}\",\"{n.First}", $"{n.Last}, {n.First}"]);
        return new(this, known, new([.. known, .. full]));
    }

    private RetentionHold(RetentionHold whose, IReadOnlyList<string> addresses, Traces traces) : this(whose.Requests, whose.Contacts, whose.Points, whose.KeyHashes)
    {
        (Addresses, this.traces) = (addresses, traces);
        words = traces.IsEmpty ? null : SearchValues.Create([.. traces.Words], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Nobody's address or full name is known.</summary>
    internal bool IsSilent => words is null;

    /// <summary>Somebody of them stands in it.</summary>
    internal bool SpeaksOf(string? text) => words is not null && text is not null && text.AsSpan().ContainsAny(words);

    /// <summary>Somebody of them stands in the file, in whatever encoding.</summary>
    internal async Task<bool> StandsInAsync(string path, CancellationToken ct) => words is not null && await traces.InFileAsync(path, ct);
}
