using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Whether a profile's preference center was published, and whether somebody works on a draft: for pages that lead there.</summary>
public sealed class ReadCenterStanding(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Published">The number that readers see; 0 = nobody published one yet.</param>
    public sealed record View(int Published, bool HasDraft);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profile, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var published = await db.Set<PreferenceCenter>().Where(c => c.ProfileId == profile).Select(c => c.PublishedNumber).FirstOrDefaultAsync(ct);
        return new View(published, await db.Set<CenterDraft>().AnyAsync(d => d.ProfileId == profile && d.DesignJson != null, ct));
    }
}
