using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>Empties side rows and writes down why, so that the ledger's check accounts for them. What is empty already stays as it is.</summary>
internal static class SideRowEraser
{
    public const string Forgotten = "The person asked to be forgotten.", Retired = "Its time is over.";
    private const int AtATime = 200;

    /// <summary>Call it inside a write job; answers how many it emptied now.</summary>
    public static async Task<int> EraseAsync(PortalDb db, IEnumerable<Id<SideRow>> rows, DateTimeOffset now, CancellationToken ct, string reason = Forgotten)
    {
        var emptied = 0;
        foreach (var some in rows.Where(r => !r.IsNone).Distinct().Chunk(AtATime))
        {
            var full = await db.Set<SideRow>().Where(r => some.Contains(r.Id) && r.Content != null).ToListAsync(ct);
            var told = await db.Set<SideRowErasure>().Where(e => some.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct);
            foreach (var row in full)
            {
                (row.Content, row.Salt) = (null, null);
            }

            db.AddRange(full.Where(r => !told.Contains(r.Id)).Select(r => new SideRowErasure { Id = r.Id, ErasedAt = now, Reason = reason }));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            emptied += full.Count;
        }

        return emptied;
    }
}
