using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Changes one member as the only writer of the moment, so that two administrators cannot take the role from each other at
/// once and leave the portal to nobody.</summary>
public sealed class MemberChanges(WriteQueue queue, TimeProvider clock)
{
    private const int MaxAttempts = 5; // a sign-in that fails at the same instant counts itself on the same row

    /// <summary>Loads the member, lets <paramref name="change"/> decide and announce, and saves unless it refused. A new security stamp ends
    /// all sessions but <paramref name="keep"/>, the one in which the member does it.</summary>
    internal Task<Outcome<T>> RunAsync<T>(long id, Func<PortalDb, TeamMember, Outcome<T>> change, CancellationToken ct, Id<MemberSession> keep = default)
        => RunAsync(id, (db, member) => Task.FromResult(change(db, member)), ct, keep);

    /// <summary>The same for a change that reads more than the member.</summary>
    internal Task<Outcome<T>> RunAsync<T>(long id, Func<PortalDb, TeamMember, Task<Outcome<T>>> change, CancellationToken ct, Id<MemberSession> keep = default)
        => AloneAsync(db => ChangeAsync(db, id, change, keep, ct), ct);

    /// <summary>For tries to sign in: saves whatever <paramref name="judge"/> wrote down, also of a refusal. Null when there is no such member.</summary>
    internal Task<T?> TryAsync<T>(long id, Func<PortalDb, TeamMember, Task<T>> judge, CancellationToken ct) where T : class
        => AloneAsync<T?>(async db =>
        {
            if (await db.Users.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } member)
            {
                return null;
            }

            var judged = await judge(db, member);
            await db.SaveChangesAsync(ct);
            return judged;
        }, ct);

    private async Task<T> AloneAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await queue.RunAsync(async session => await work(await session.DbAsync(ct)), ct: ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<Outcome<T>> ChangeAsync<T>(PortalDb db, long id, Func<PortalDb, TeamMember, Task<Outcome<T>>> change, Id<MemberSession> keep, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } member)
        {
            return Problem.NotFound("There is no such member.");
        }

        var (ran, stamp) = (member.IsActiveAdministrator, member.SecurityStamp);
        var outcome = await change(db, member);
        if (!outcome.Ok)
        {
            return outcome;
        }

        if (ran && !member.IsActiveAdministrator && !await AnotherAsync(db, id, ct))
        {
            return Problem.Conflict("This is the only active administrator. Make somebody else administrator first.", "Role");
        }

        await db.SaveChangesAsync(ct);
        if (member.SecurityStamp != stamp)
        {
            var now = clock.Now();
            await db.Set<MemberSession>().Where(s => s.MemberId == id && s.Id != keep && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        }

        return outcome;
    }

    private static Task<bool> AnotherAsync(PortalDb db, long id, CancellationToken ct)
        => db.Users.AnyAsync(m => m.Id != id && m.Role == Role.Administrator && !m.Disabled && m.PasswordHash != null, ct);
}
