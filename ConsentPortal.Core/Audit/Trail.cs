using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>Something whose changes are changes of the whole, while it belonged to it.</summary>
/// <param name="Kind">As entries name it: <c>purpose</c>.</param>
/// <param name="Until">Null = it still belongs.</param>
public sealed record TrailPart(string Kind, string Id, DateTimeOffset From = default, DateTimeOffset? Until = null)
{
    internal bool Has(AuditEntry entry) => entry.SubjectKind == Kind && entry.SubjectId == Id && entry.At >= From && (Until is null || entry.At < Until);
}

/// <summary>The whole of a thing and its parts, as the trail knows it: each save is a version, numbered from 1. Nothing is stored for it:
/// entries are never changed, so the numbers stay.</summary>
/// <param name="Kinds">What counts as a change of it; others are left out.</param>
public sealed record TrailScope(IReadOnlyList<TrailPart> Parts, IReadOnlyCollection<string> Kinds)
{
    // who may read the rulebook may read how it came to be
    private static readonly string[] OfTheRulebook = ["profile", "purpose"];

    internal Problem? Refuse(Actor actor)
        => actor.May(Permission.ReadCompliance) && Parts.All(p => OfTheRulebook.Contains(p.Kind, StringComparer.Ordinal)) ? null : actor.Lacks(Permission.ReadAudit);

    /// <summary>Oldest first; the entries of one save (same instant, same actor) together.</summary>
    internal async Task<List<List<AuditEntry>>> ReadAsync(PortalDb db, CancellationToken ct)
    {
        var (kinds, ids) = (Parts.Select(p => p.Kind).Distinct().ToList(), Parts.Select(p => p.Id).Distinct().ToList());
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(a => kinds.Contains(a.SubjectKind) && ids.Contains(a.SubjectId)).OrderBy(a => a.Id).ToListAsync(ct);
        List<List<AuditEntry>> versions = [];
        foreach (var entry in entries.Where(e => Kinds.Contains(e.Kind) && Parts.Any(p => p.Has(e))))
        {
            if (versions.Count > 0 && versions[^1][0] is var last && last.At == entry.At && last.ActorKind == entry.ActorKind && last.ActorId == entry.ActorId)
            {
                versions[^1].Add(entry);
            }
            else
            {
                versions.Add([entry]);
            }
        }

        return versions;
    }
}
