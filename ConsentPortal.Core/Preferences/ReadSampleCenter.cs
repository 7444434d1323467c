using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>A profile's preference center as somebody would see it whose address nobody knows; for staff. Made up, and nothing is stored.</summary>
public sealed class ReadSampleCenter(Rulebooks rulebooks, ChoiceReader choices, PreferenceCenters centers)
{
    public async Task<Outcome<PreferenceView>> RunAsync(Id<ComplianceProfile> profileId, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(profileId) is not { } profile || !ContactPointKey.TryParse(Channel.Email, "ann@example.com", out var key))
        {
            return Problem.NotFound("There is no such profile.");
        }

        LinkFacts facts = new() { RulebookVersion = rules.Version, Points = { new(new(1), Channel.Email, key.Canonical, key.Canonical) } }; // no stored point has this id
        LinkScope scope = new(profile, rules.PurposesOf(profile).FirstOrDefault(p => p.Type == PurposeType.Commercial), null);
        return new PreferenceView
        {
            Profile = profile, MaskedAddress = ContactPointKey.Mask(Channel.Email, key.Canonical), Channels = [Channel.Email], Wordings = rules.Wordings,
            Center = await centers.OfAsync(rules, profileId, ct), Level = new(default, ConsentLevel.Transactional, Child: false, Asked: null, MayRaise: true),
            Purposes = await choices.ReadAsync(rules, new(scope, facts, default), ct),
        };
    }
}
