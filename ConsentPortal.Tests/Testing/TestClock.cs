namespace ConsentPortal.Tests.Testing;

/// <summary>A clock that stands at a fixed morning and moves a little at every look, so that two instants are never the same.</summary>
public sealed class TestClock(int daysBefore = 0) : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero).AddDays(-daysBefore).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, 10 * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
