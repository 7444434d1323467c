using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Changes a brand: pages show it with the next request, mails carry it from the next one on. Nothing is announced where nothing changed.</summary>
public sealed class EditBrand(RulebookWriter writer, PortalAddress address)
{
    /// <param name="Version">The one that the form was opened with.</param>
    public sealed record Command(Id<Brand> Id, int Version, BrandFacts Facts);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var facts = BrandRules.Tidy(command.Facts);
        return BrandRules.Refuse(facts, address.Host) is { Count: > 0 } problems ? problems : await writer.EditAsync(edit => ChangeAsync(edit, command, facts), actor, ct);
    }

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command, BrandFacts facts)
    {
        if (await edit.Db.Set<Brand>().FirstOrDefaultAsync(b => b.Id == command.Id, edit.Ct) is not { } brand)
        {
            return Problem.NotFound("There is no such brand.");
        }

        if (!brand.Active)
        {
            return Problem.Conflict("The brand is retired. Take it up again first.");
        }

        if ((RulebookEdit.Stale(brand, command.Version) ?? await BrandWriter.ClashAsync(edit, facts, brand.Id)) is { } refused)
        {
            return refused;
        }

        if (BrandWriter.Apply(brand, facts) is { Any: true } changes)
        {
            BrandWriter.Announce(edit, BrandEvents.Edited, brand, changes);
        }

        return new Done();
    }
}
