using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>One profile with its purposes, their models and their topics: all that its editor shows.</summary>
public sealed class ReadProfile(Rulebooks rulebooks)
{
    /// <param name="Version">Hand it back with an edit: where somebody saved meanwhile, the edit is refused and says so.</param>
    /// <param name="Regime">The preset's code; empty = none.</param>
    public sealed record View(Id<ComplianceProfile> Id, string Code, int Version, string Name, string CompanyName, string PostalAddress, string Regime, string DefaultLanguage,
        IReadOnlyList<string> Applications, bool Active, bool DoubleOptIn, DateTimeOffset CreatedAt, IReadOnlyList<PurposeView> Purposes)
    {
        /// <summary>The version of the preset that it was made from, or last labelled with; empty = none.</summary>
        public string RegimeReference { get; init; } = "";

        public ControllerFacts Controller { get; init; } = ControllerFacts.None;

        public Deadlines Deadlines { get; init; } = Deadlines.None;

        /// <summary>None = as the branding folder says.</summary>
        public Id<Brand> Brand { get; init; }

        /// <summary>What it still lacks under its law.</summary>
        public IReadOnlyList<Lack> Lacks { get; init; } = [];

        /// <summary>The profile and every purpose that it ever used, while it did: whose changes are its versions.</summary>
        public IReadOnlyList<TrailView> Trail { get; init; } = [];
    }

    /// <param name="Models">By channel; a data-use purpose has one, under none.</param>
    /// <param name="SharedWith">The other profiles that use it.</param>
    public sealed record PurposeView(Id<Purpose> Id, string Code, int Version, PurposeType Type, LocalText Name, LocalText Description, OptOutScope Scope, bool Active,
        IReadOnlyDictionary<Channel, EnforcementModel> Models, IReadOnlyList<TopicView> Topics, IReadOnlyList<ProfileName> SharedWith)
    {
        public DataUse? DataUse { get; init; }

        /// <summary>How long a yes to it holds in this profile.</summary>
        public ValidityTerms Validity { get; init; } = ValidityTerms.Unlimited;

        public ProcessingFacts Facts { get; init; } = ProcessingFacts.None;
    }

    public sealed record TopicView(Id<Topic> Id, string Code, LocalText Name, LocalText Description, bool Visible, bool Active)
    {
        internal static TopicView Of(Topic t) => new(t.Id, t.Code, t.Name, t.Description, t.Visible, t.State.Active);
    }

    public sealed record TrailView(string Kind, string Id, DateTimeOffset From, DateTimeOffset? Until);

    public sealed record ProfileName(Id<ComplianceProfile> Id, string Name, string Code = "");

    public Task<Outcome<View>> RunAsync(Id<ComplianceProfile> id, Actor actor, CancellationToken ct) => FindAsync(rules => rules.Profile(id), actor, ct);

    /// <summary>By its code, as programs name it.</summary>
    public Task<Outcome<View>> ByCodeAsync(string code, Actor actor, CancellationToken ct) => FindAsync(rules => rules.Profile(code), actor, ct);

    private async Task<Outcome<View>> FindAsync(Func<Rulebook, ComplianceProfile?> find, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return find(rules) is { } profile && actor.Sees(profile) ? Of(rules, profile) : Problem.NotFound("There is no such profile.");
    }

    private static View Of(Rulebook rules, ComplianceProfile p) => new(p.Id, p.Code, p.Version, p.Name, p.CompanyName, p.PostalAddress, p.RegimeCode, p.DefaultLanguage,
        p.Applications, p.State.Active, p.State.DoubleOptIn, p.CreatedAt, [.. rules.PurposesOf(p).Select(purpose => Of(rules, p, purpose))])
    {
        RegimeReference = p.Regime, Controller = p.Controller, Deadlines = p.Deadlines, Brand = p.BrandId, Lacks = ComplianceCheck.Of(rules, p),
        Trail = [new(RulebookEvent.ProfileSubject, p.Id.ToString(), default, null), .. p.Purposes.Select(m => new TrailView(RulebookEvent.PurposeSubject, m.PurposeId.ToString(), m.From, m.Until))],
    };

    private static PurposeView Of(Rulebook rules, ComplianceProfile profile, Purpose p) => new(p.Id, p.Code, p.Version, p.Type, p.Name, p.Description, p.State.OptOutScope, p.State.Active,
        RulebookMaker.ChannelsOf(p.Type).ToDictionary(channel => channel, channel => Rulebook.ModelOf(profile, p, channel)),
        [.. p.Topics.OrderBy(t => t.Order).ThenBy(t => t.Id).Select(TopicView.Of)],
        [.. rules.Profiles.Where(other => other.Id != profile.Id && rules.Uses(other, p)).Select(other => new ProfileName(other.Id, other.Name, other.Code))])
    {
        DataUse = p.DataUse, Validity = Rulebook.TermsOf(profile, p), Facts = p.Facts,
    };
}
