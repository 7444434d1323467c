using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>All profiles of the portal, active ones first, then by name. A portal has a handful, so there are no pages.</summary>
public sealed class FindProfiles(Rulebooks rulebooks)
{
    /// <param name="Regime">The preset's code; empty = none.</param>
    /// <param name="Purposes">How many purposes it uses.</param>
    /// <param name="LacksImprint">A company name or postal address that commercial mail must carry is missing.</param>
    public sealed record Row(Id<ComplianceProfile> Id, string Code, string Name, string CompanyName, string Regime, bool Active, bool DoubleOptIn, string DefaultLanguage,
        int Purposes, bool LacksImprint)
    {
        /// <summary>How many things that its law asks for are missing.</summary>
        public int Lacks { get; init; }

        /// <summary>How many more are worth a look.</summary>
        public int Hints { get; init; }
    }

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return rules.Profiles.Where(actor.Sees).OrderByDescending(p => p.State.Active).ThenBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => Of(rules, p)).ToList();
    }

    private static Row Of(Rulebook rules, ComplianceProfile profile)
    {
        var lacks = ComplianceCheck.Of(rules, profile);
        return Of(rules, profile, lacks.Count(l => l.Must), lacks.Count(l => !l.Must));
    }

    private static Row Of(Rulebook rules, ComplianceProfile profile, int lacks, int hints) => new(profile.Id, profile.Code, profile.Name, profile.CompanyName, profile.RegimeCode, profile.State.Active,
        profile.State.DoubleOptIn, profile.DefaultLanguage, rules.PurposesOf(profile).Count(), profile.CompanyName.Length == 0 || profile.PostalAddress.Length == 0) { Lacks = lacks, Hints = hints };
}
