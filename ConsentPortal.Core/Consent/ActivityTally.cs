using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>How many opted in and out on one day (UTC), by when it was recorded.</summary>
public sealed record DayTally(DateOnly Day, int OptIns, int OptOuts);

/// <summary>The figures of the last thirty days, kept in memory and carried on by cursor: each event is looked at once in the life of the
/// process, and no page ever waits for a count over a million rows, except the very first.</summary>
public sealed class ActivityTally(IDbContextFactory<PortalDb> databases, TimeProvider clock) : IDisposable
{
    public const int Days = 30;
    private const int Run = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15), PointsFresh = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SortedDictionary<DateOnly, (int In, int Out)> days = [];
    private long last;
    private DateTimeOffset pointsRead;
    private volatile Figures? current;

    /// <param name="Points">Contact points, at most ten minutes old.</param>
    public sealed record Figures(IReadOnlyList<DayTally> Days, long Points, DateTimeOffset ReadAt);

    /// <summary>What is known; reads on behind the reader's back when that is older than a few seconds.</summary>
    public async Task<Figures> GetAsync(CancellationToken ct)
    {
        if (current is not { } known)
        {
            return await RefreshAsync(wait: true, ct) ?? current!;
        }

        if (clock.GetUtcNow() - known.ReadAt > Fresh)
        {
            _ = Task.Run(() => RefreshAsync(wait: false, CancellationToken.None), CancellationToken.None);
        }

        return known;
    }

    /// <summary>Reads what was added since; null when somebody else is at it.</summary>
    public async Task<Figures?> RefreshAsync(bool wait, CancellationToken ct)
    {
        if (!await turn.WaitAsync(wait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
        {
            return null;
        }

        try
        {
            var now = clock.Now();
            if (wait && current is { } known && now - known.ReadAt < Fresh)
            {
                return known; // somebody read while this one waited
            }

            await using var db = await databases.CreateDbContextAsync(ct);
            var from = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Days);
            last = last == 0 ? await BeforeAsync(db, new(from, TimeOnly.MinValue, TimeSpan.Zero), ct) : last;
            await ReadOnAsync(db, ct);
            var points = now - pointsRead < PointsFresh ? current!.Points : await db.Set<ContactPoint>().LongCountAsync(ct);
            pointsRead = now - pointsRead < PointsFresh ? pointsRead : now;
            return current = new([.. Enumerable.Range(0, Days).Select(from.AddDays).Select(d => days.GetValueOrDefault(d) is var (i, o) ? new DayTally(d, i, o) : new(d, 0, 0))], points, now);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task ReadOnAsync(PortalDb db, CancellationToken ct)
    {
        while (true)
        {
            var run = await db.Set<ConsentEvent>().AsNoTracking().Where(e => e.Sequence > last).OrderBy(e => e.Sequence).Take(Run)
                .Select(e => new { e.Sequence, e.RecordedAt, e.OldStatus, e.NewStatus, e.Applied }).ToListAsync(ct);
            foreach (var e in run)
            {
                var day = DateOnly.FromDateTime(e.RecordedAt.UtcDateTime);
                var (optIns, optOuts) = days.GetValueOrDefault(day);
                var changed = e.Applied && e.OldStatus != e.NewStatus;
                days[day] = (optIns + (changed && e.NewStatus == ConsentStatus.OptedIn ? 1 : 0), optOuts + (changed && e.NewStatus == ConsentStatus.OptedOut ? 1 : 0));
                last = e.Sequence;
            }

            if (run.Count < Run)
            {
                return;
            }
        }
    }

    // times grow with the numbers, so twenty looks find the place among a million events
    private static async Task<long> BeforeAsync(PortalDb db, DateTimeOffset start, CancellationToken ct)
    {
        var events = db.Set<ConsentEvent>().AsNoTracking();
        var (low, high) = (0L, await events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await events.Where(e => e.Sequence > middle).OrderBy(e => e.Sequence).Select(e => (DateTimeOffset?)e.RecordedAt).FirstOrDefaultAsync(ct);
            (low, high) = at < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
