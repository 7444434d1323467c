namespace ConsentPortal.Core.Kernel;

/// <summary>Makes ids in the verb, so no round trip is needed: milliseconds since 2025, node number, running number. Safe for
/// concurrent use; never goes back, even when the clock does. The node number (1-1023) is leased in the database; 0 belongs to
/// upgrades, which run under a lock.</summary>
public sealed class IdSource(TimeProvider clock)
{
    public const int MaxNode = 1023;
    private const int NodeBits = 10, SequenceBits = 12;
    private static readonly long Epoch = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private long last;

    /// <summary>This process's number among those that share the database.</summary>
    public int Node { get; set; }

    public Id<T> Next<T>() => new(Next());

    /// <summary>When the id was made, to the millisecond.</summary>
    public static DateTimeOffset BirthOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds(Epoch + (id >> (NodeBits + SequenceBits)));

    /// <summary>No id that was made before this instant is as great.</summary>
    public static long FirstOf(DateTimeOffset instant) => Math.Max(0, instant.ToUnixTimeMilliseconds() - Epoch) << (NodeBits + SequenceBits);

    /// <summary>The next number: later calls give greater ones.</summary>
    public long Next()
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var now = (clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << SequenceBits;
            var next = Math.Max(now, seen + 1); // a full millisecond simply runs into the next one
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
            {
                return Compose(next);
            }
        }
    }

    /// <summary>From now on gives greater ones than the other gave, where both stand for the same node one after the other.</summary>
    internal void Follow(IdSource other)
    {
        var passed = Volatile.Read(ref other.last);
        var seen = Volatile.Read(ref last);
        while (seen < passed && Interlocked.CompareExchange(ref last, passed, seen) is var found && found != seen)
        {
            seen = found;
        }
    }

    private long Compose(long ticks)
    {
        var milliseconds = ticks >> SequenceBits;
        var sequence = ticks & ((1 << SequenceBits) - 1);
        return (milliseconds << (NodeBits + SequenceBits)) | ((long)Node << SequenceBits) | sequence;
    }
}
