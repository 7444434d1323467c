using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>Leases this process's node number, so that no two processes make the same id. Renewed while it runs.</summary>
public sealed class NodeNumber(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private readonly string owner = $"{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Takes the lowest free number, or renews the one it has.</summary>
    public async Task TakeAsync(CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await TryTakeAsync(ct);
                return;
            }
            catch (DbUpdateException) when (attempt < 20)
            {
                await Task.Delay(Random.Shared.Next(10, 100), ct); // another process took the same one
            }
        }
    }

    /// <summary>Gives it back; it would lapse by itself.</summary>
    public async Task ReleaseAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Set<NodeLease>().Where(n => n.Owner == owner).ExecuteUpdateAsync(n => n.SetProperty(l => l.Until, clock.Now()));
    }

    private async Task TryTakeAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var leases = await db.Set<NodeLease>().OrderBy(n => n.Node).ToListAsync(ct);
        var now = clock.Now();
        var mine = leases.Find(l => l.Owner == owner) ?? leases.Find(l => l.Until < now);
        if (mine is null)
        {
            var number = Enumerable.Range(1, IdSource.MaxNode).Except(leases.Select(l => l.Node)).First();
            db.Add(mine = new() { Node = number });
        }

        (mine.Owner, mine.Until) = (owner, now + Lease);
        await db.SaveChangesAsync(ct);
        ids.Node = mine.Node;
    }
}
