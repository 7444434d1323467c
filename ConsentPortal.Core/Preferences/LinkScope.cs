using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a preference link speaks of, its short numbers looked up. A number that is not known any more (a rulebook restored from
/// an older backup) stands for less, never for nothing: a link always stops something.</summary>
internal sealed record LinkScope(ComplianceProfile Profile, Purpose? Purpose, Topic? Topic)
{
    /// <summary>Null only in a portal that has no profile at all.</summary>
    public static LinkScope? Of(Rulebook rules, PreferenceLink link)
    {
        var purpose = rules.Purpose(link.Purpose);
        var profile = rules.Profile(link.Profile)
            ?? rules.Profiles.FirstOrDefault(p => purpose is not null && rules.Uses(p, purpose)) ?? (rules.Profiles is [var first, ..] ? first : null);
        return profile is null ? null : new(profile, purpose, purpose?.Topics.FirstOrDefault(t => t.Number == link.Topic && link.Topic != 0));
    }

    /// <summary>What one click stops: the topic, else the purpose. Nobody who unsubscribes from a receipt means the receipts: there it is
    /// the profile's commercial purposes.</summary>
    public IEnumerable<(Purpose Purpose, Topic? Topic)> OneClick(Rulebook rules) => Purpose switch
    {
        null or { Type: PurposeType.Transactional } => Commercial(rules),
        { } purpose => [(purpose, Topic)],
    };

    /// <summary>Every commercial, tracking and data-use purpose of the profile, active or not, and the link's own.</summary>
    public IEnumerable<Purpose> Everything(Rulebook rules)
        => rules.PurposesOf(Profile).Concat(Purpose is null ? [] : [Purpose]).Where(p => p.Type != PurposeType.Transactional).Distinct();

    /// <summary>Every commercial purpose of the profile, active or not.</summary>
    public IEnumerable<Purpose> Advertising(Rulebook rules)
    {
        var mine = rules.PurposesOf(Profile).Where(p => p.Type == PurposeType.Commercial).ToList();
        return mine.Count > 0 ? mine : rules.Purposes.Where(p => p.Type == PurposeType.Commercial);
    }

    private IEnumerable<(Purpose, Topic?)> Commercial(Rulebook rules) => Advertising(rules).Select(p => (p, (Topic?)null));
}
