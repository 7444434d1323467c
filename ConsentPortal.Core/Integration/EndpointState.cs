using System.Collections.Concurrent;

namespace ConsentPortal.Core.Integration;

/// <summary>What the delivering process knows of one endpoint: whether it is in trouble, how many attempts it bears at once, and how far its
/// lanes looked. Lost with the process; what counts stands in the database.</summary>
internal sealed class EndpointState(int mostAtOnce)
{
    private readonly int widest = mostAtOnce;
    private const int MostInARow = 10;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<(string Stream, DeliveryLane Lane), long> looked = new();
    private readonly ConcurrentDictionary<DeliveryLane, int> turns = new();
    private int troubles, inARow, width = mostAtOnce;
    private DateTimeOffset since;

    public DateTimeOffset PausedUntil { get; private set; }

    /// <summary>Then one attempt at a time shows whether it is back.</summary>
    public bool Troubled => troubles > 0;

    public int Width => troubles > 0 ? 1 : width;

    public int FailuresInARow => inARow;

    /// <summary>One lane writes at a time.</summary>
    public SemaphoreSlim Saving { get; } = new(1, 1);

    /// <summary>How far a lane looked, where it met nothing to tell: no write for that.</summary>
    public long Looked(string stream, DeliveryLane lane, long stored) => looked.TryGetValue((stream, lane), out var seen) && seen > stored ? seen : stored;

    /// <summary>Which stream a lane asks first, so that one with a backlog does not keep the other waiting.</summary>
    public int Turn(DeliveryLane lane) => turns.AddOrUpdate(lane, 0, (_, turn) => (turn + 1) % 1000);

    public void Look(string stream, DeliveryLane lane, long upTo) => looked[(stream, lane)] = upTo;

    /// <summary>True when no more attempts should be begun.</summary>
    public bool Note(AttemptResult result)
    {
        lock (gate)
        {
            inARow = result.Ok ? 0 : inARow + 1;
            return !result.Ok && (IsTrouble(result.Fault) || result.Fault == DeliveryFault.Gone || inARow >= MostInARow);
        }
    }

    /// <summary>After a batch: the endpoint is left alone for a while, or bears twice as much next time.</summary>
    public void Close(IReadOnlyCollection<AttemptResult> results, DateTimeOffset now)
    {
        lock (gate)
        {
            if (results.Any(r => IsTrouble(r.Fault)) || (results.Count > 0 && inARow >= MostInARow))
            {
                PausedUntil = now + RetryTable.Pause(troubles++, results.Max(r => r.RetryAfter));
                width = 1;
            }
            else if (results.Any(r => r.Ok))
            {
                width = troubles > 0 ? 1 : Math.Min(widest, width * 2);
                troubles = 0;
            }
        }
    }

    /// <summary>Its state is of then: where somebody woke it since the last look, it is asked at once.</summary>
    public void See(DateTimeOffset stateSince)
    {
        lock (gate)
        {
            (PausedUntil, troubles, inARow) = since == stateSince ? (PausedUntil, troubles, inARow) : (default, 0, 0);
            since = stateSince;
        }
    }

    // the endpoint fails, not this event
    private static bool IsTrouble(DeliveryFault fault) => fault is DeliveryFault.Busy or DeliveryFault.Timeout or DeliveryFault.NoConnection or DeliveryFault.NoTrust or DeliveryFault.NoName or DeliveryFault.NotPublic or DeliveryFault.NoSecret;
}
