using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>What programs ask the portal for.</summary>
public enum CallKind
{
    Check,
    Filter,
    Links,
    Record,
    Lookup,
    Suppressions,
    People,
    Feed,
    Webhooks,
    Rules,
    Imports,
    Exports,
    Requests,
    Team,
    Audit,
    Other,
}

/// <summary>How many calls of one kind a key made on one day (UTC), by how they ended; kept for <see cref="KeptDays"/>.</summary>
public sealed class CallCount
{
    public const int KeptDays = 90;

    /// <summary><see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    public Id<ApiKey> ApiKeyId { get; init; }

    public CallKind Kind { get; init; }

    /// <summary>One of <see cref="CallStatus.All"/>; 200 stands for everything that was answered.</summary>
    public int Status { get; init; }

    public long Count { get; private set; }

    /// <summary>To a few seconds.</summary>
    public DateTimeOffset LastAt { get; private set; }

    internal void Add(long count, DateTimeOffset now) => (Count, LastAt) = (Count + count, now);
}

/// <summary>The ends of a call that are told apart: HTTP statuses, with one for each group of rare ones.</summary>
public static class CallStatus
{
    public const int Answered = 200, Limited = 429, HungUp = 499, Failed = 500;
    private static readonly int[] Known = [Answered, 400, 403, 404, 409, 412, 413, 415, 422, Limited, HungUp, Failed, 503];

    public static IReadOnlyList<int> All => Known;

    public static bool IsError(int status) => status >= 400;

    /// <summary>The place in <see cref="All"/>: an unknown 4xx counts as 400, an unknown 5xx as 500.</summary>
    internal static int IndexOf(int status)
    {
        var exact = Array.IndexOf(Known, status);
        return exact >= 0 ? exact : status switch { < 400 => 0, < 500 => 1, _ => Array.IndexOf(Known, Failed) };
    }
}
