namespace ConsentPortal.Core.Kernel;

public static class Clock
{
    /// <summary>Now in UTC, cut to whole microseconds: what both databases can keep, so a stored instant reads back equal and hashes equal.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => Cut(clock.GetUtcNow());

    public static DateTimeOffset Cut(DateTimeOffset instant)
    {
        var utc = instant.UtcTicks;
        return new(utc - utc % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }
}
