using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>All profiles, purposes, topics and models with their history, read-only and in memory: small, and asked by every decision.
/// Its version is the number that the database gave at the last change.</summary>
public sealed class Rulebook
{
    private readonly Dictionary<string, ComplianceProfile> profilesByCode;
    private readonly Dictionary<string, Purpose> purposesByCode;
    private readonly Dictionary<Id<Purpose>, Purpose> purposesById;
    private readonly Dictionary<Id<Topic>, Topic> topicsById;

    public Rulebook(long version, IReadOnlyList<ComplianceProfile> profiles, IReadOnlyList<Purpose> purposes, Wordings? wordings = null, IReadOnlyList<Brand>? brands = null)
    {
        Version = version;
        Profiles = profiles;
        Purposes = purposes;
        Wordings = wordings ?? Wordings.None;
        Brands = brands ?? [];
        profilesByCode = profiles.ToDictionary(p => p.Code, StringComparer.Ordinal);
        purposesByCode = purposes.ToDictionary(p => p.Code, StringComparer.Ordinal);
        purposesById = purposes.ToDictionary(p => p.Id);
        topicsById = purposes.SelectMany(p => p.Topics).ToDictionary(t => t.Id);
    }

    public long Version { get; }

    public IReadOnlyList<ComplianceProfile> Profiles { get; }

    public IReadOnlyList<Purpose> Purposes { get; }

    /// <summary>What people agree to, in all its versions.</summary>
    public Wordings Wordings { get; }

    /// <summary>Those in use and those retired; the one of a profile stands on the profile.</summary>
    public IReadOnlyList<Brand> Brands { get; }

    public Brand? Brand(Id<Brand> id) => Brands.FirstOrDefault(b => b.Id == id);

    /// <summary>The brand under whose host something was asked for, an active one first (the name of a retired one still leads here); null for the portal's own and every other.</summary>
    public Brand? BrandAt(string host) => Brands.Where(b => host.Equals(b.Host, StringComparison.OrdinalIgnoreCase)).OrderByDescending(b => b.Active).FirstOrDefault();

    public ComplianceProfile? Profile(string code) => profilesByCode.GetValueOrDefault(code);

    public ComplianceProfile? Profile(Id<ComplianceProfile> id) => Profiles.FirstOrDefault(p => p.Id == id);

    public ComplianceProfile? Profile(short number) => Profiles.FirstOrDefault(p => p.Number == number);

    public Purpose? Purpose(string code) => purposesByCode.GetValueOrDefault(code);

    public Purpose? Purpose(Id<Purpose> id) => purposesById.GetValueOrDefault(id);

    public Purpose? Purpose(short number) => Purposes.FirstOrDefault(p => p.Number == number);

    public Topic? Topic(Id<Topic> id) => topicsById.GetValueOrDefault(id);

    /// <summary>The purposes of a profile then (null = now), in the order they were added.</summary>
    public IEnumerable<Purpose> PurposesOf(ComplianceProfile profile, DateTimeOffset? at = null)
        => profile.Purposes.Where(m => at is { } then ? m.HeldAt(then) : m.IsOpen).OrderBy(m => m.Id).Select(m => purposesById[m.PurposeId]).Distinct();

    public bool Uses(ComplianceProfile profile, Purpose purpose, DateTimeOffset? at = null) => PurposesOf(profile, at).Contains(purpose);

    /// <summary>The model for this channel; restrictive where none was ever set, because unknown must not mean yes.</summary>
    public static EnforcementModel ModelOf(ComplianceProfile profile, Purpose purpose, Channel channel, DateTimeOffset? at = null)
        => profile.Enforcements.Where(e => e.PurposeId == purpose.Id && e.Channel == channel).At(at)?.Model ?? EnforcementModel.Restrictive;

    /// <summary>How long a yes to the purpose holds in this profile now: for ever where nothing was set.</summary>
    public static ValidityTerms TermsOf(ComplianceProfile profile, Purpose purpose)
    {
        foreach (var held in profile.Validities) // asked for every line of an import: no enumerator, no list
        {
            if (held.IsOpen && held.PurposeId == purpose.Id)
            {
                return held.Terms;
            }
        }

        return ValidityTerms.Unlimited;
    }

    /// <summary>The profile's one tracking purpose; null when it was never given one.</summary>
    public Purpose? TrackingOf(ComplianceProfile profile, DateTimeOffset? at = null)
        => PurposesOf(profile, at).FirstOrDefault(p => p.Type == PurposeType.Tracking);
}
