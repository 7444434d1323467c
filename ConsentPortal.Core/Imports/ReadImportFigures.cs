using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>What files brought in a stretch of days: how many, how many rows, how many of these were refused.</summary>
public sealed class ReadImportFigures(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Days in UTC, both included.</summary>
    public sealed record Query(DateOnly From, DateOnly Until);

    public sealed record View(int Finished, int Failed, int Open, long Rows, long Rejected);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        DateTimeOffset first = new(query.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), after = new(query.Until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var jobs = await db.Set<ImportJob>().AsNoTracking().Where(j => j.CreatedAt >= first && j.CreatedAt < after && j.State != ImportState.Discarded).Select(j => new { j.State, j.Counts }).ToListAsync(ct);
        var counts = jobs.ConvertAll(j => ImportCounts.FromJson(j.Counts));
        return new View(jobs.Count(j => j.State == ImportState.Finished), jobs.Count(j => j.State is ImportState.Failed or ImportState.Cancelled), jobs.Count(j => j.State is ImportState.Draft or ImportState.Queued or ImportState.Running),
            counts.Sum(c => c.Total), counts.Sum(c => c.RejectedTotal));
    }
}
