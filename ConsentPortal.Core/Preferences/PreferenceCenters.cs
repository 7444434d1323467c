using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Keeps the preference centers in memory beside the rulebook: a change of a center gives the rulebook a new version, and with it
/// they are read again.</summary>
public sealed class PreferenceCenters(IDbContextFactory<PortalDb> databases, CenterFiles files)
{
    private volatile Known? known;

    /// <summary>The profile's stored center, else one with the defaults that is not stored.</summary>
    internal async ValueTask<PreferenceCenter> OfAsync(Rulebook rules, Id<ComplianceProfile> profile, CancellationToken ct)
    {
        if (known is not { } current || current.Version != rules.Version)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            known = current = new(rules.Version, await db.Set<PreferenceCenter>().AsNoTracking().ToDictionaryAsync(c => c.ProfileId, ct));
        }

        return current.Centers.GetValueOrDefault(profile) ?? new() { ProfileId = profile };
    }

    /// <summary>The design of a center that was just read, without reading its JSON again where it is the one in memory: saves wait for it.</summary>
    internal CenterDesign DesignOf(PreferenceCenter stored)
        => stored.PublishedJson is not null && known?.Centers.GetValueOrDefault(stored.ProfileId) is { } kept && kept.PublishedJson == stored.PublishedJson ? kept.Design : stored.Design;

    /// <summary>The design without files that are gone.</summary>
    internal ValueTask<CenterDesign> ShownAsync(CenterDesign design, CancellationToken ct) => files.ShownAsync(design, ct);

    private sealed record Known(long Version, Dictionary<Id<ComplianceProfile>, PreferenceCenter> Centers);
}
