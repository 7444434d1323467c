using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a profile's preference center shows, for the page where staff decide it; with the reasons that leaving readers gave.</summary>
public sealed class ReadPreferenceCenterSettings(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>How far back the reasons are counted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    /// <param name="Version">Hand it back with the save; 0 where nobody saved one yet.</param>
    public sealed record View(Id<ComplianceProfile> ProfileId, string ProfileName, int Version, PreferenceSections Sections, IReadOnlyList<ReasonRow> Reasons);

    public sealed record ReasonRow(LeavingWord Word, int Count);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profileId, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == profileId, ct) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var center = await PreferenceCenter.OfAsync(db, profileId, ct);
        var since = clock.Now() - Span;
        var counts = await db.Set<LeavingReason>().AsNoTracking().Where(r => r.ProfileId == profileId && r.At > since).GroupBy(r => r.Word)
            .Select(g => new { Word = g.Key, Count = g.Count() }).ToListAsync(ct);
        return new View(profileId, profile.Name, center.Version, center.Sections, [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Word).Select(c => new ReasonRow(c.Word, c.Count))]);
    }
}
