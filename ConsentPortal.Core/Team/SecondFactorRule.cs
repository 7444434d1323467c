using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Which roles must sign in with a second factor; kept as words in the settings.</summary>
internal static class SecondFactorRule
{
    public const string Setting = "second-factor-roles";

    public static async Task<IReadOnlyList<Role>> ReadAsync(PortalDb db, CancellationToken ct)
        => [.. ((await db.Set<Setting>().AsNoTracking().FirstOrDefaultAsync(s => s.Name == Setting, ct))?.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Word.Parse<Role>)];

    public static async Task<bool> NeedsAsync(PortalDb db, Role role, CancellationToken ct) => (await ReadAsync(db, ct)).Contains(role);
}

/// <summary>Makes a second factor a duty for some roles, or for none. Who has none yet sets it up at the next sign-in.</summary>
public sealed class RequireSecondFactor(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(IReadOnlyList<Role> Roles);

    public sealed record View(IReadOnlyList<Role> Roles);

    private sealed record Changed() : PortalEvent("settings.second_factor_required", "settings", SecondFactorRule.Setting);

    /// <summary>The roles that need one now.</summary>
    public async Task<Outcome<View>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageTeam) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return new View(await SecondFactorRule.ReadAsync(db, ct));
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageTeam) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var value = string.Join(',', command.Roles.Where(Enum.IsDefined).Distinct().Order().Select(Word.Of));
        var setting = await db.Set<Setting>().FindAsync([SecondFactorRule.Setting], ct);
        var changes = new ChangeList().Add("Roles", setting?.Value ?? "", value);
        if (!changes.Any)
        {
            return new Done();
        }

        if (setting is null)
        {
            db.Add(setting = new() { Name = SecondFactorRule.Setting });
        }

        setting.Value = value;
        db.Announce(new Changed { SubjectName = "second factor", Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
