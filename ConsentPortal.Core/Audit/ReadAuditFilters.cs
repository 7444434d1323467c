using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>What the trail can be narrowed to: the kinds of change that ever happened, and who ever made one, by the name they had last.</summary>
public sealed class ReadAuditFilters(IDbContextFactory<PortalDb> databases)
{
    public sealed record View(IReadOnlyList<string> Kinds, IReadOnlyList<Who> Actors);

    /// <param name="Name">Empty where it was erased.</param>
    public sealed record Who(AuditActor Actor, string Name);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        var kinds = await entries.Select(a => a.Kind).Distinct().ToListAsync(ct);
        var newest = await entries.GroupBy(a => new { a.ActorKind, a.ActorId }).Select(g => g.Max(a => a.Id)).ToListAsync(ct);
        var rows = await AuditRows.ReadAsync(db, await entries.Where(a => newest.Contains(a.Id)).ToListAsync(ct), actor, ct);
        return new View([.. kinds.Order(StringComparer.Ordinal)], [.. rows.Select(r => new Who(r.Actor, r.ActorName)).OrderBy(w => w.Name, StringComparer.CurrentCultureIgnoreCase)]);
    }
}
