using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Changes one member as the only writer of the moment, so that two administrators cannot take the role from each other at
/// once and leave the portal to nobody.</summary>
public sealed class MemberChanges(WriteQueue queue)
{
    private const int MaxAttempts = 5; // a sign-in that fails at the same instant counts itself on the same row

    /// <summary>Loads the member, lets <paramref name="change"/> decide and announce, and saves unless it refused.</summary>
    internal async Task<Outcome<T>> RunAsync<T>(long id, Func<PortalDb, TeamMember, Outcome<T>> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await queue.RunAsync(async session => await ChangeAsync(await session.DbAsync(ct), id, change, ct), ct: ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<Outcome<T>> ChangeAsync<T>(PortalDb db, long id, Func<PortalDb, TeamMember, Outcome<T>> change, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } member)
        {
            return Problem.NotFound("There is no such member.");
        }

        var ran = member.IsActiveAdministrator;
        var outcome = change(db, member);
        if (!outcome.Ok)
        {
            return outcome;
        }

        if (ran && !member.IsActiveAdministrator && !await AnotherAsync(db, id, ct))
        {
            return Problem.Conflict("This is the only active administrator. Make somebody else administrator first.", "Role");
        }

        await db.SaveChangesAsync(ct);
        return outcome;
    }

    private static Task<bool> AnotherAsync(PortalDb db, long id, CancellationToken ct)
        => db.Users.AnyAsync(m => m.Id != id && m.Role == Role.Administrator && !m.Disabled && m.PasswordHash != null, ct);
}
