using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Files that wait to be fetched. Each says when it goes; at this age it goes whatever it says.</summary>
internal sealed class ExportRetention(RetiredRows rows, ExportUpkeep upkeep) : IRetains
{
    public RetentionClass Class { get; } = new("exports", ExportSettings.UsualDays, 1, 365);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct)
        => rows.CountAsync(db => db.Set<ExportJob>().Where(j => j.State == ExportState.Ready && j.CreatedAt < cut.Before).Select(j => j.CreatedAt), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => upkeep.DeleteAsync(ct, cut.Before);
}
