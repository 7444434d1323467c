using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>What an undo link would take back, for the page with the button. Looking uses nothing up.</summary>
public sealed class ReadUndoOffer(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public sealed record View(ComplianceProfile Profile, string? MaskedAddress);

    /// <summary>Null when it is used, expired or unknown.</summary>
    public async Task<View?> RunAsync(string token, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await rulebooks.FreshAsync(ct);
        if (await UndoOffers.OpenAsync(db, token, clock.Now(), ct) is not [var offer, ..] || rules.Profile(offer.ProfileId) is not { } profile)
        {
            return null;
        }

        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == offer.PointId, ct);
        return new(profile, point?.Canonical is { } address ? ContactPointKey.Mask(point.Channel, address) : null);
    }
}

/// <summary>The preference link of an address, for the way back from a page that its own mail led to.</summary>
public sealed class LinkBack(Rulebooks rulebooks, PreferenceLinks links)
{
    /// <summary>Null where the profile has no purpose to choose from.</summary>
    public async Task<(string Token, ComplianceProfile Profile, PreferenceLink Link)?> OfAsync(Id<ContactPoint> point, Id<ComplianceProfile> profileId, CancellationToken ct)
    {
        var rules = await rulebooks.RecentAsync(ct);
        if (rules.Profile(profileId) is not { } profile || rules.PurposesOf(profile).OrderBy(p => p.Type).FirstOrDefault() is not { } purpose)
        {
            return null;
        }

        PreferenceLink link = new() { PointId = point, Profile = profile.Number, Purpose = purpose.Number };
        return (links.Write(link), profile, link);
    }
}
