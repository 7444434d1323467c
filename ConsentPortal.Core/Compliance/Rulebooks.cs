using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Keeps the rulebook in memory. Who decides compares its version with the one in the database snapshot of the decision, and
/// reads it again where they differ: a changed rule holds from the next decision on, in every process.</summary>
public sealed class Rulebooks(IDbContextFactory<PortalDb> databases) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Rulebook? current;
    private long readAt = long.MinValue / 2;

    /// <summary>What was read last, without asking anybody; null before the first time. For how pages look and where links lead: who writes one has just
    /// asked for its profile.</summary>
    public Rulebook? Known => current;

    /// <summary>What is in memory; read from the database the first time.</summary>
    public ValueTask<Rulebook> CurrentAsync(CancellationToken ct) => current is { } known ? ValueTask.FromResult(known) : new(ReadAsync(0, ct));

    /// <summary>As it was in the database at most a second ago: for opt-outs by link, which must be quick and name rules by number.</summary>
    public ValueTask<Rulebook> RecentAsync(CancellationToken ct)
        => current is { } known && Environment.TickCount64 - Volatile.Read(ref readAt) < 1000 ? ValueTask.FromResult(known) : new(FreshAsync(ct));

    /// <summary>The rulebook as it is in the database now.</summary>
    public async Task<Rulebook> FreshAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (version, now) = (await VersionAsync(db, ct), Environment.TickCount64);
        var fresh = current is { } known && known.Version == version ? known : await ReadAsync(version, ct);
        Volatile.Write(ref readAt, now);
        return fresh;
    }

    /// <summary>Reads it again, unless somebody else just read this version.</summary>
    public async Task<Rulebook> ReadAsync(long wanted, CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (wanted != 0 && current is { } known && known.Version == wanted)
            {
                return known;
            }

            await using var db = await databases.CreateDbContextAsync(ct);
            var version = await VersionAsync(db, ct); // first: a change in between is then seen as newer at the next decision
            var profiles = await db.Set<ComplianceProfile>().AsNoTracking().AsSplitQuery()
                .Include(p => p.States).Include(p => p.Purposes).Include(p => p.Enforcements).Include(p => p.Validities).OrderBy(p => p.Id).ToListAsync(ct);
            var purposes = await db.Set<Purpose>().AsNoTracking().AsSplitQuery()
                .Include(p => p.States).Include(p => p.Topics.OrderBy(t => t.Order).ThenBy(t => t.Id)).ThenInclude(t => t.States).OrderBy(p => p.Id).ToListAsync(ct);
            var wordings = await db.Set<PublishedWording>().AsNoTracking().ToListAsync(ct);
            var brands = await db.Set<Brand>().AsNoTracking().OrderBy(b => b.Id).ToListAsync(ct);
            profiles.ForEach(p => p.Brand = brands.Find(b => b.Id == p.BrandId));
            return current = new(version, profiles, purposes, new(wordings), brands);
        }
        finally
        {
            loading.Release();
        }
    }

    private static Task<long> VersionAsync(PortalDb db, CancellationToken ct)
        => db.Set<Stamp>().Where(s => s.Name == PortalDb.RulebookStamp).Select(s => s.Value).FirstOrDefaultAsync(ct);

    public void Dispose() => loading.Dispose();
}
