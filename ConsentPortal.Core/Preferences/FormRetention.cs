using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Sign-up forms: what was ticked has become consent long since, or nobody confirmed it.</summary>
internal sealed class FormRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("forms", 30, 7, 90);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => db.Set<Subscription>().Where(s => s.At < cut.Before).Select(s => s.At), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        var over = await db.Set<Subscription>().Where(s => s.At < cut.Before).OrderBy(s => s.Id).Take(RetiredRows.Slice).Select(s => s.Id).ToListAsync(ct);
        return await db.Set<Subscription>().Where(s => over.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }, ct);
}
