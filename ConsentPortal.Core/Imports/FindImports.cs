using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>All imports, newest first.</summary>
public sealed class FindImports(IDbContextFactory<PortalDb> databases)
{
    public sealed record Row(Id<ImportJob> Id, string FileName, ImportState State, string CreatedByName, DateTimeOffset CreatedAt, long RowsTotal, ImportCounts Counts, double Share, ImportKind Kind = ImportKind.Consents)
    {
        /// <summary>How far it was taken back; null = nobody asked for it.</summary>
        public ImportState? Undo { get; init; }
    }

    /// <summary>The next ones after this id, newest first, drafts and given up ones included: one more than asked for where there are more.</summary>
    public async Task<IReadOnlyList<Id<ImportJob>>> AfterAsync(Id<ImportJob> after, int take, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is not null)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Set<ImportJob>().AsNoTracking().Of(actor);
        return await (after.IsNone ? all : all.Where(j => j.Id < after)).OrderByDescending(j => j.Id).Take(take + 1).Select(j => j.Id).ToListAsync(ct);
    }

    public async Task<Numbered<Row>> RunAsync(int skip, int take, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is not null)
        {
            return new([], 0);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Set<ImportJob>().AsNoTracking().Of(actor).Where(j => j.State != ImportState.Discarded);
        var jobs = await all.OrderByDescending(j => j.Id).Skip(skip).Take(Math.Clamp(take, 1, 200)).ToListAsync(ct);
        var ids = jobs.ConvertAll(j => j.Id);
        var undone = await db.Set<ImportUndo>().AsNoTracking().Where(u => ids.Contains(u.JobId)).ToDictionaryAsync(u => u.JobId, u => (ImportState?)u.State, ct);
        return new([.. jobs.Select(j => new Row(j.Id, j.FileName, j.State, j.CreatedByName, j.CreatedAt, j.RowsTotal, ImportCounts.FromJson(j.Counts), ReadImport.Share(j), j.Kind) { Undo = undone.GetValueOrDefault(j.Id) })], await all.CountAsync(ct));
    }
}
