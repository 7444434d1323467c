using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The sign-up page of a profile for the staff who design it: what is set, what could be offered, and how it fares.</summary>
public sealed class ReadSubscribeDesign(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, SubscribeChannels channels, TimeProvider clock)
{
    /// <param name="Version">0 = there is no page yet; then the design is what we propose.</param>
    /// <param name="TextsAreSetUp">Numbers can be confirmed.</param>
    /// <param name="Asked">Questions of the last 30 days.</param>
    /// <param name="Lapsed">Questions that nobody answered, since the beginning.</param>
    public sealed record View(ComplianceProfile Profile, int Version, SubscribeDesign Design, IReadOnlyList<Offer> Offers, bool TextsAreSetUp, int Asked, int Confirmed, long Lapsed);

    public sealed record Offer(Purpose Purpose, IReadOnlyList<Topic> Topics);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profileId, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(profileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.Set<SubscribePage>().AsNoTracking().FirstOrDefaultAsync(p => p.ProfileId == profileId, ct);
        List<Offer> offers = [.. ReadSubscribePage.Offerable(rules, profile).Select(p => new Offer(p, [.. ReadSubscribePage.Offerable(p)]))];
        var since = clock.Now() - RequestedPerson.Kept;
        var asked = db.Set<ConsentRequest>().Where(r => r.ProfileId == profileId && r.PersonId != Id<RequestedPerson>.None && r.RequestedAt > since);
        return new View(profile, page?.Version ?? 0, page is null ? Proposed(profile, offers) : SubscribeDesign.Of(page), offers, channels.TextsAreSetUp,
            await asked.CountAsync(ct), await asked.CountAsync(r => r.Confirmed, ct), await db.Set<LapsedRequests>().Where(t => t.ProfileId == profileId).Select(t => t.Count).FirstOrDefaultAsync(ct));
    }

    // the topics of what advertises; a purpose without topics itself
    private static SubscribeDesign Proposed(ComplianceProfile profile, List<Offer> offers) => new()
    {
        Offers = [.. offers.Where(o => o.Purpose.Type == PurposeType.Commercial).SelectMany(o => o.Topics.Count > 0 ? o.Topics.Select(t => t.Id.Value) : [o.Purpose.Id.Value]).Order()],
        ChildAge = RegimePresets.Find(profile.RegimeCode)?.ChildAge ?? RegimePreset.DefaultChildAge,
    };
}
