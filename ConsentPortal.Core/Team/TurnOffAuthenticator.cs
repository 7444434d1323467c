using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Takes the authenticator app and the recovery codes away: the password alone is enough again. Ends the member's other sessions.</summary>
public sealed class TurnOffAuthenticator(MemberChanges members, OwnPassword password)
{
    public sealed record Command(string Password, Id<MemberSession> Keep = default);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.IsNobody() ?? await password.RefuseAsync(actor.Number, command.Password, "OffPassword", ct)) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(actor.Number, async (db, member) =>
        {
            if (await SecondFactorRule.NeedsAsync(db, member.Role, ct) && !await db.Set<IdentityUserPasskey<long>>().AnyAsync(p => p.UserId == member.Id, ct))
            {
                return Problem.Conflict("Your role needs a second factor. You can set up another app in place of this one.", "OffPassword");
            }

            await ForgetAsync(db, member, ct);
            member.EndSessions();
            db.Announce(new MemberEvent("member.authenticator_off", member), actor);
            return new Done();
        }, ct, command.Keep);
    }

    internal static async Task ForgetAsync(PortalDb db, TeamMember member, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<Authenticator>().Where(a => a.MemberId == member.Id).ToListAsync(ct));
        await RecoveryCodes.ForgetAsync(db, member.Id, ct);
        member.TwoFactorEnabled = false;
    }
}
