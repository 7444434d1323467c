namespace ConsentPortal.Core.Integration;

/// <summary>When an attempt that failed is made again: the waits of Standard Webhooks 1.0, three days in all, each up to a tenth longer so
/// that many do not come back at one instant.</summary>
public static class RetryTable
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts in all.</summary>
    public static int Attempts => Waits.Length;

    /// <summary>The longest that an endpoint may ask for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The wait after so many attempts; null after the last. What the endpoint asks for counts where it is longer.</summary>
    public static TimeSpan? After(int attempts, TimeSpan? asked)
    {
        if (attempts >= Waits.Length)
        {
            return null;
        }

        var wait = Waits[attempts] * (1 + Random.Shared.NextDouble() / 10);
        return asked > wait ? Least(asked.Value, Longest) : wait;
    }

    /// <summary>How long an endpoint that is in trouble is left alone: 5 seconds, doubled each time, at most 5 minutes.</summary>
    internal static TimeSpan Pause(int troubles, TimeSpan? asked)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(300, 5 * Math.Pow(2, Math.Min(troubles, 10))));
        return asked > pause ? Least(asked.Value, Longest) : pause;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
