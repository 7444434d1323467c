using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>One brand with all that its form shows.</summary>
public sealed class ReadBrand(Rulebooks rulebooks)
{
    /// <param name="Version">Hand it back with an edit.</param>
    public sealed record View(Id<Brand> Id, int Version, BrandFacts Facts, bool Active, IReadOnlyList<ReadProfile.ProfileName> Profiles);

    public async Task<Outcome<View>> RunAsync(Id<Brand> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return rules.Brand(id) is { } brand ? new View(brand.Id, brand.Version, brand.Facts, brand.Active, [.. UsersOf(rules, brand).Select(p => new ReadProfile.ProfileName(p.Id, p.Name))])
            : Problem.NotFound("There is no such brand.");
    }

    internal static IEnumerable<ComplianceProfile> UsersOf(Rulebook rules, Brand brand)
        => rules.Profiles.Where(p => p.BrandId == brand.Id).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase);
}
