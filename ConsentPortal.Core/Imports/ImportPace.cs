using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Imports;

/// <summary>How much an import may take at a time. Alone it writes for 40 ms a batch; while people or programs use the portal a batch is
/// short and a rest follows, so that pages and one-click stay quick on a small machine.</summary>
public sealed class ImportPace(WriteQueue queue, Traffic traffic, TimeProvider clock)
{
    private static readonly TimeSpan Alone = TimeSpan.FromMilliseconds(40), Shared = TimeSpan.FromMilliseconds(8), Look = TimeSpan.FromMilliseconds(100), Memory = TimeSpan.FromSeconds(1);
    private const int BusyRequests = 4, RestFactor = 3; // requests in 100 ms; a quarter of the time is left to the import
    private long looked = clock.GetTimestamp(), seen, busyUntil;

    /// <summary>May the batch take another run of rows?</summary>
    internal bool MayGoOn(long begun) => queue.Waiting == 0 && clock.GetElapsedTime(begun) < (IsBusy() ? Shared : Alone);

    /// <summary>Makes way after a batch.</summary>
    internal Task RestAsync(long begun, CancellationToken ct)
        => IsBusy() ? Task.Delay(TimeSpan.FromTicks(Math.Min(clock.GetElapsedTime(begun).Ticks, Alone.Ticks) * RestFactor), clock, ct) : Task.CompletedTask;

    private bool IsBusy()
    {
        var now = clock.GetTimestamp();
        if (clock.GetElapsedTime(looked, now) >= Look)
        {
            var requests = traffic.Seen;
            busyUntil = requests - seen >= BusyRequests || queue.Waiting > 0 ? now + (long)(Memory.TotalSeconds * clock.TimestampFrequency) : busyUntil;
            (looked, seen) = (now, requests);
        }

        return now < busyUntil;
    }
}
