using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Takes a brand out of use, or up again. Retiring gives its host name free; refused while a profile uses it, because pages would change
/// under people's eyes.</summary>
public sealed class RetireBrand(RulebookWriter writer)
{
    /// <param name="Active">True = taken up again, without the host name that it had.</param>
    public sealed record Command(Id<Brand> Id, bool Active = false);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(edit => TurnAsync(edit, command), actor, ct);

    private static async Task<Outcome<Done>> TurnAsync(RulebookEdit edit, Command command)
    {
        if (await edit.Db.Set<Brand>().FirstOrDefaultAsync(b => b.Id == command.Id, edit.Ct) is not { } brand)
        {
            return Problem.NotFound("There is no such brand.");
        }

        if (brand.Active == command.Active)
        {
            return new Done();
        }

        if ((command.Active ? await BrandWriter.ClashAsync(edit, brand.Facts, brand.Id) : await UsedAsync(edit, brand)) is { } refused)
        {
            return refused;
        }

        var changes = new ChangeList().Add("active", brand.Active, command.Active).Add("host", brand.Host, null);
        (brand.Active, brand.Host) = (command.Active, null);
        BrandWriter.Announce(edit, command.Active ? BrandEvents.Reactivated : BrandEvents.Retired, brand, changes);
        return new Done();
    }

    private static async Task<Problem?> UsedAsync(RulebookEdit edit, Brand brand)
        => await edit.Db.Set<ComplianceProfile>().Where(p => p.BrandId == brand.Id).OrderBy(p => p.Name).Select(p => p.Name).FirstOrDefaultAsync(edit.Ct) is { } user
            ? Problem.Conflict($"The profile {user} uses this brand. Give it another one first.") : null;
}
