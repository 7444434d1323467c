using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes a brand. No profile uses it until one chooses it.</summary>
public sealed class AddBrand(RulebookWriter writer, PortalAddress address)
{
    public sealed record Command(BrandFacts Facts);

    public async Task<Outcome<Id<Brand>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var facts = BrandRules.Tidy(command.Facts);
        return BrandRules.Refuse(facts, address.Host) is { Count: > 0 } problems ? problems : await writer.EditAsync(edit => AddAsync(edit, facts), actor, ct);
    }

    private static async Task<Outcome<Id<Brand>>> AddAsync(RulebookEdit edit, BrandFacts facts)
    {
        if (await BrandWriter.ClashAsync(edit, facts, default) is { } clash)
        {
            return clash;
        }

        var brand = edit.Make.Brand();
        BrandWriter.Announce(edit, BrandEvents.Added, brand, BrandWriter.Apply(brand, facts));
        edit.Db.Add(brand);
        return brand.Id;
    }
}
