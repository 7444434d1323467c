using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says how long a person has to show who they are before their request is closed.</summary>
public sealed class SetIdentityTerm(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(int Days);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        if (command.Days is < AwaitIdentity.LeastDays or > AwaitIdentity.MostDays)
        {
            return Problem.Invalid("days", $"Enter {AwaitIdentity.LeastDays} to {AwaitIdentity.MostDays} days.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var setting = await db.Set<Setting>().FirstOrDefaultAsync(s => s.Name == SettingNames.IdentityDays, ct) ?? db.Add(new Setting { Name = SettingNames.IdentityDays }).Entity;
        var changes = new ChangeList().Add("days", setting.Value, command.Days.ToString(CultureInfo.InvariantCulture));
        if (changes.Any)
        {
            setting.Value = command.Days.ToString(CultureInfo.InvariantCulture);
            db.Announce(new IdentityTermSet { Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
        }

        return default(Done);
    }
}
