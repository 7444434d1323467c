using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>For the owner of the machine, when no administrator can get in: enables and unlocks one, takes a lost authenticator app away, and
/// makes a one-time link.</summary>
public sealed class RescueAdministrator(IDbContextFactory<PortalDb> databases, MemberChanges members, PasswordLinks links, ILookupNormalizer normalizer)
{
    public sealed record Command(string Email);

    /// <summary>The token of the link, shown once.</summary>
    public sealed record View(string Token);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageTeam) is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<View>(await FindAsync(Text.Clean(command.Email), ct), async (db, member) =>
        {
            if (member.Role != Role.Administrator)
            {
                return Problem.Conflict("This member is no administrator. An administrator can change that, or 'admin create' makes a new one.", "Email");
            }

            await TurnOffAuthenticator.ForgetAsync(db, member, ct);
            db.RemoveRange(await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == member.Id).ToListAsync(ct)); // lost, or of a host that the portal no longer has
            member.Disabled = false;
            member.EndSessions();
            member.Unlock();
            db.Announce(new MemberEvent("member.rescued", member), actor);
            return new View(links.Write(member));
        }, ct);
    }

    private async Task<long> FindAsync(string email, CancellationToken ct)
    {
        var normal = normalizer.NormalizeEmail(email);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.Where(m => m.NormalizedEmail == normal).Select(m => m.Id).FirstOrDefaultAsync(ct);
    }
}
