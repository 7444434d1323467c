using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>All brands of the portal, those in use first, then by name. A portal has a handful, so there are no pages.</summary>
public sealed class FindBrands(Rulebooks rulebooks)
{
    /// <param name="Profiles">The names of the profiles that use it.</param>
    public sealed record Row(Id<Brand> Id, string Name, BrandLook Look, string SenderAddress, string Host, bool Active, IReadOnlyList<string> Profiles);

    /// <param name="Others">The names of the profiles that use none: they show themselves as the branding folder says.</param>
    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<string> Others);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        List<string> others = [.. rules.Profiles.Where(p => p.BrandId.IsNone).Select(p => p.Name).Order(StringComparer.CurrentCultureIgnoreCase)];
        return new View([.. rules.Brands.OrderByDescending(b => b.Active).ThenBy(b => b.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(b => new Row(b.Id, b.Name, b.Look, b.SenderAddress, b.Host ?? "", b.Active, [.. ReadBrand.UsersOf(rules, b).Select(p => p.Name)]))], others);
    }
}
