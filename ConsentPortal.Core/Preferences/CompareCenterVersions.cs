using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>What is different between two versions of a preference center, whichever was published first.</summary>
public sealed class CompareCenterVersions(IDbContextFactory<PortalDb> databases)
{
    public sealed record View(int From, int To, CenterDesign Before, CenterDesign After, IReadOnlyList<CenterChange> Changes);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profileId, int from, int to, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var (early, late) = (Math.Min(from, to), Math.Max(from, to));
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<CenterVersion>().AsNoTracking().Where(v => v.ProfileId == profileId && (v.Number == early || v.Number == late)).OrderBy(v => v.Number).ToListAsync(ct);
        if (found.Count == 0 || found[0].Number != early || found[^1].Number != late)
        {
            return Problem.NotFound("There is no such version.");
        }

        var (before, after) = (found[0].Design, found[^1].Design);
        return new View(early, late, before, after, CenterChanges.Between(before, after));
    }
}
